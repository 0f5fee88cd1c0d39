/** Works that wait, timed in turn: what disturbs one disturbs the other, so that their ratio holds. */

export type Work = () => Promise<number> | number;

/** Median milliseconds per piece of each work; a piece is what its number counts. */
export async function millisecondsPerPiece<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds + 2; round += 1) {
    for (const name of names) {
      const start = performance.now();
      const pieces = await works[name]();
      if (pieces === 0) throw new Error(`${name} found nothing to do.`);
      // The first rounds compile, and fill caches.
      if (round >= 2) samples.get(name)?.push((performance.now() - start) / pieces);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number;
