/** For tests of what is built on the SDK: a clock moved by hand, carriers that speak their own wire without network, a kit for stores. */

export {
  type AmazonSimulator,
  type AmazonSimulatorOptions,
  createAmazonSimulator,
} from './amazon-simulator.ts';
export {
  type CarrierConformanceOptions,
  type ConformanceGap,
  carrierConformance,
} from './carrier-conformance.ts';
export type { SampleNumbers } from './conformance/sample-numbers.ts';
export type { CarrierUnderTest, ConformancePlace } from './conformance/setting.ts';
export type { ConformanceTheme } from './conformance/theme.ts';
export { createDhlSimulator, type DhlCredentials } from './dhl-simulator.ts';
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
export { type RecordedCarrier, recordedSimulator } from './recorded-simulator.ts';
export type { SimulatedPlace } from './routes.ts';
export { SCENARIOS, type Scenario, type StepKind } from './scenarios.ts';
export { type ServedSimulators, serveSimulators } from './serve.ts';
export type {
  CarrierSimulator,
  ClientCredentials,
  SimulatedCall,
  SimulatorOptions,
} from './simulator.ts';
export {
  type ConformanceGap as StoreConformanceGap,
  type StoreClock,
  type StoreConformanceOptions,
  type StoreConformanceReport,
  type StoreUnderTest,
  storeConformance,
} from './store-conformance/index.ts';
export { createUpsSimulator } from './ups-simulator.ts';
export { createUspsSimulator } from './usps-simulator.ts';
