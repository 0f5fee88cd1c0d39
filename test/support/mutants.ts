/** Ways to spoil a payload, from the kit that hosts use as well. */

export { type Mutant, mutantsOf, type Path } from '../../src/testing/mutants.ts';
