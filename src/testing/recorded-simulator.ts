/** A carrier made of bodies it once sent, for adapters that have no simulator of their own. */

import type { Scenario } from './scenarios.ts';
import { type CarrierSimulator, createSimulator, jsonResponse, type SimulatorOptions } from './simulator.ts';

/** What a carrier sent, by what had happened to the parcel. */
export type RecordedCarrier = {
  readonly carrier: string;
  /** The number that stands in the bodies; the one that is asked for takes its place. */
  readonly trackingNumber: string;
  readonly bodies: Partial<Readonly<Record<Scenario, unknown>>>;
  /** What it answers for a number it doesn't know. */
  readonly notFound: { readonly status: number; readonly body: unknown };
  /** The numbers a request asks for. */
  readonly numbersIn: (request: Request) => readonly string[] | Promise<readonly string[]>;
  /** One answer of the bodies of several numbers, unknown ones among them. @default the first */
  readonly together?: ((bodies: readonly unknown[]) => unknown) | undefined;
  /** Its error body for a status. @default an empty object */
  readonly refusal?: ((status: number) => unknown) | undefined;
  /** Where it hands out tokens, and what it says there. */
  readonly token?: { readonly path: string; readonly body: unknown } | undefined;
  /** What it pushes for a body it answers. */
  readonly push?: ((body: unknown) => unknown) | undefined;
};

export const recordedSimulator =
  (recorded: RecordedCarrier) =>
  (options: SimulatorOptions): CarrierSimulator =>
    createSimulator(options, ({ parcels }) => {
      const bodyFor = (trackingNumber: string): unknown => {
        const [life] = parcels.lives(trackingNumber);
        const body = life && recorded.bodies[life.journey.scenario];
        return body === undefined ? undefined : renamed(body, recorded.trackingNumber, trackingNumber);
      };
      return {
        carrier: recorded.carrier,
        tokenPath: recorded.token?.path ?? '',
        async answer(request) {
          if (recorded.token && new URL(request.url).pathname === recorded.token.path)
            return jsonResponse(recorded.token.body);
          const numbers = await recorded.numbersIn(request);
          const bodies = numbers.map((number) => bodyFor(number));
          const { status, body } = recorded.notFound;
          if (bodies.every((known) => known === undefined)) return jsonResponse(body, status);
          const { together = ([first]) => first } = recorded;
          return jsonResponse(together(bodies.map((known) => known ?? body)));
        },
        refuse: (status) => jsonResponse(recorded.refusal?.(status) ?? {}, status),
        expireTokens: () => undefined,
        pushBody(trackingNumber) {
          const body = bodyFor(trackingNumber);
          if (body === undefined || recorded.push === undefined)
            throw new RangeError(`${recorded.carrier}: nothing to push for ${trackingNumber}`);
          return recorded.push(body);
        },
      };
    });

const renamed = (body: unknown, from: string, to: string): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll(JSON.stringify(from).slice(1, -1), to));
