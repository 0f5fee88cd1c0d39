/**
 * What simulators answer and adapters ask, against the carriers' own OpenAPI files; needs the fact files beside the
 * checkout. Where the wire is known to differ from the files, the difference is listed by name.
 */

import { describe, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  type ManualClock,
  SCENARIOS,
  type Scenario,
  stepsUntil,
} from 'parceltrail/testing';
import { createJourney } from '../../src/testing/journey.ts';
import { readOpenApi } from './openapi.ts';
