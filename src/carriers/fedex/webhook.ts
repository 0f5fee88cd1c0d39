/** FedEx's pushes (Advanced Integrated Visibility): the same results as an answer's, with data on the push beside them. */

import type { FedexEnvelope } from './wire.ts';

/** Whether a body was pushed. Only pushes say when, and in which attempt, they were sent. */
export const isPush = ({ output, outputMetaData }: FedexEnvelope): boolean =>
  isGiven(outputMetaData) || isGiven(output?.outputMetaData);

const isGiven = (value: unknown): boolean => typeof value === 'object' && value !== null;
