/** For tests of what is built on the SDK: a clock moved by hand, and carriers that speak their own wire without network. */

export type { Fault, FaultKind, FaultScope } from './fault.ts';
export { createFedexSimulator } from './fedex-simulator.ts';
export {
  createJourney,
  expectedOn,
  type Journey,
  type JourneyOptions,
  type JourneyStep,
  stepsUntil,
} from './journey.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export type { SimulatedParcel } from './parcel-register.ts';
export type { SimulatedPlace } from './routes.ts';
export { SCENARIOS, type Scenario, type StepKind } from './scenarios.ts';
export { type ServedSimulators, serveSimulators } from './serve.ts';
export type { CarrierSimulator, SimulatedCall, SimulatorOptions } from './simulator.ts';
export { createUpsSimulator } from './ups-simulator.ts';
export { createUspsSimulator } from './usps-simulator.ts';
