/** For tests of what is built on the SDK: a clock moved by hand, carriers that speak their own wire without network, a kit for stores. */

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
export {
  type ConformanceGap,
  type StoreClock,
  type StoreConformanceOptions,
  type StoreConformanceReport,
  type StoreUnderTest,
  storeConformance,
} from './store-conformance/index.ts';
export { createUpsSimulator } from './ups-simulator.ts';
