/** What Amazon's codes mean on their legs, and what decides where a parcel is. */

import { describe, expect, it } from 'vitest';
import { event, inShort, observeEvents, observeShipment, summary } from './fixtures.ts';

const RETURNING = 'return_to_sender:return_in_transit';
const BACK = 'return_to_sender:return_completed';

describe('the way back', () => {
  it('ends with the seller, though Amazon says delivered', () => {
    const { status, delivery, ...observation } = observeShipment({
      eventHistory: [
        event(7, 'Undeliverable'),
        event(9, 'ReturnInitiated', 'RETURNS'),
        event(11, 'Delivered', 'RETURNS'),
      ],
      summary: summary('Delivered', ['Rejected'], ['Signed']),
    });
    expect([status, inShort(observation), delivery]).toEqual(['returned', BACK, null]);
  });

  it.each(['ReadyForReceive', 'PickupDone', 'Departed', 'ArrivedAtCarrierFacility', 'OutForDelivery'])(
    'goes on at %s',
    (code) => {
      const { status, ...observation } = observeEvents(event(7, 'Rejected'), event(9, code, 'RETURNS'));
      expect([status, inShort(observation)]).toEqual(['returned', RETURNING]);
    },
  );

  it.each(['DeliveryAttempted', 'AvailableForPickup', 'Undeliverable', 'Rejected'])(
    'is no matter of the recipient at %s',
    (code) => {
      const { actionRequired, servicePoint, ...observation } = observeEvents(event(9, code, 'RETURNS'));
      expect([inShort(observation), actionRequired, servicePoint]).toEqual([RETURNING, false, null]);
    },
  );

  it('may lose the parcel', () => {
    expect(inShort(observeEvents(event(7, 'Rejected'), event(9, 'Lost', 'RETURNS')))).toBe(
      'package_lost:lost',
    );
  });

  it('leaves the parcel where it was when its pickup is called off', () => {
    const { events, ...observation } = observeEvents(
      event(7, 'Delivered'),
      event(9, 'PickupCancelled', 'RETURNS'),
    );
    expect([inShort(observation), events.at(-1)?.movesStatus]).toEqual(['delivered', false]);
  });

  it('goes on where Amazon leaves out the leg', () => {
    const { events } = observeEvents(
      event(7, 'Undeliverable', null),
      event(8, 'ReturnInitiated', null),
      event(9, 'Departed', null),
      event(10, 'Delivered', null),
    );
    expect(events.map(inShort)).toEqual(['package_undeliverable', RETURNING, RETURNING, BACK]);
  });

  it('goes on where only the first of its events names it', () => {
    const { events } = observeEvents(event(8, 'Departed', 'RETURNS'), event(9, 'Delivered', null));
    expect(events.map(inShort)).toEqual([RETURNING, BACK]);
  });

  it('is over when an event is on the way there again', () => {
    const { status, delivery } = observeEvents(
      event(8, 'ReturnInitiated', 'RETURNS'),
      event(9, 'OutForDelivery', 'FORWARD'),
      event(10, 'Delivered', 'FORWARD'),
    );
    expect([status, delivery?.at]).toEqual(['delivered', '2026-04-14T10:00:00.000Z']);
  });

  it('is decided by the newest event, wherever the list has it', () => {
    const events = [event(11, 'Delivered', 'RETURNS'), event(7, 'Delivered', 'FORWARD')];
    expect([observeEvents(...events).status, observeEvents(...events.reverse()).status]).toEqual([
      'returned',
      'returned',
    ]);
  });

  it('is not begun by a shipment type nobody knows', () => {
    expect(observeEvents(event(9, 'Delivered', 'SIDEWAYS')).status).toBe('delivered');
  });

  it('says its leg beside the code', () => {
    const { provenance } = observeEvents(event(9, 'Departed', 'RETURNS'));
    expect([provenance.category, provenance.code, provenance.rule]).toEqual([
      'RETURNS',
      'Departed',
      'amazon.return_leg/Departed',
    ]);
  });
});

describe('details of the leg', () => {
  const decided = (code: string, ...forward: string[]): string =>
    inShort(observeShipment({ eventHistory: [event(9, code)], summary: summary(null, forward) }));

  it.each([
    ['Delivered', ['DeliveredToNeighbor'], 'delivered:delivered_to_neighbor'],
    ['Delivered', ['Signed'], 'delivered:delivered_signed'],
    ['Delivered', ['DeliveredToPorch'], 'delivered:delivered_safe_place'],
    ['Delivered', ['DeliveredToMailSlot'], 'delivered'],
    ['Delivered', ['DeliveredToPorch', 'Signed'], 'delivered:delivered_signed'],
    ['Delivered', ['Signed', 'DeliveredToNeighbor'], 'delivered:delivered_to_neighbor'],
    ['Delivered', ['DeliveredToPorch', 'Damaged'], 'delivered:delivered_damaged'],
    ['Delivered', ['CustomerUnavailable', 'BusinessClosed'], 'delivered'],
    ['DeliveryAttempted', ['BusinessClosed'], 'delivery_attempted:business_closed'],
    ['DeliveryAttempted', ['CustomerUnavailable'], 'delivery_attempted:recipient_unavailable'],
    ['DeliveryAttempted', ['UnableToContactRecipient'], 'delivery_attempted:recipient_unavailable'],
    ['DeliveryAttempted', ['PaymentNotReady'], 'delivery_attempted:payment_due'],
    ['DeliveryAttempted', ['OtpNotAvailable'], 'delivery_attempted:identity_check_failed'],
    ['DeliveryAttempted', ['UnableToAccess'], 'location_inaccessible'],
    ['DeliveryAttempted', ['DeliveryAttempted'], 'delivery_attempted'],
    ['Rejected', ['Damaged'], 'package_undeliverable:refused'],
    ['Rejected', ['NotRequired', 'AddressNotFound'], 'package_undeliverable:refused'],
    ['Undeliverable', ['Damaged'], 'package_undeliverable:damaged'],
    ['Undeliverable', ['AddressNotFound'], 'package_undeliverable:address_incorrect'],
    ['Undeliverable', ['HazmatShipment'], 'package_undeliverable:prohibited_goods'],
    ['Undeliverable', ['CancelledByRecipient'], 'package_undeliverable:refused'],
    ['Undeliverable', ['Undeliverable'], 'package_undeliverable'],
    ['ArrivedAtCarrierFacility', ['ArrivedAtLocalFacility'], 'package_arrived:arrived_local_depot'],
    ['Departed', ['ArrivedAtLocalFacility'], 'package_departed'],
    ['Departed', ['Damaged'], 'package_damaged:damaged'],
    ['OutForDelivery', ['ArrivedAtLocalFacility', 'CustomerUnavailable'], 'out_for_delivery'],
    ['Lost', ['Damaged'], 'package_lost:lost'],
  ])('read %s with %j as %s', (code, forward, expected) => {
    expect(decided(code, ...forward)).toBe(expected);
  });

  it('are no events', () => {
    const { events } = observeShipment({
      eventHistory: [event(9, 'Delivered')],
      summary: summary('Delivered', ['Signed', 'DeliveredToPorch']),
    });
    expect(events.map(inShort)).toEqual(['delivered']);
  });

  it('of the way back tell nothing of the way there', () => {
    const shipment = {
      eventHistory: [event(9, 'Delivered')],
      summary: summary('Delivered', [], ['Damaged', 'DeliveredToPorch']),
    };
    const { delivery, ...observation } = observeShipment(shipment);
    expect([inShort(observation), delivery?.placement]).toEqual(['delivered', null]);
  });

  it('of the way there make no delivery of one that came back', () => {
    const { status } = observeShipment({
      eventHistory: [event(9, 'Delivered', 'RETURNS')],
      summary: summary('Delivered', ['DeliveredToPorch', 'Damaged'], ['Signed', 'Damaged']),
    });
    expect(status).toBe('returned');
  });

  it('speak alone where nothing else does, the one furthest on the way', () => {
    const { status, ...observation } = observeShipment({
      summary: summary(null, ['CustomerUnavailable', 'DeliveredToGarage']),
    });
    expect([status, inShort(observation)]).toEqual(['delivered', 'delivered:delivered_safe_place']);
  });

  it('of the way back alone say that it comes, or came, back', () => {
    const read = [['Signed'], ['UnableToAccess']].map((returns) =>
      inShort(observeShipment({ summary: summary(null, [], returns) })),
    );
    expect(read).toEqual([BACK, RETURNING]);
  });

  it('that are unknown are told of, but for a new place of delivery', () => {
    const { warnings, delivery } = observeShipment({
      eventHistory: [event(9, 'Delivered')],
      summary: summary('Delivered', ['DeliveredToParcelBox', 'SignedInBlood']),
    });
    expect([delivery?.placement, warnings.map(({ message }) => message)]).toEqual([
      'Parcel Box',
      ['unknown code DeliveredToParcelBox', 'unknown code SignedInBlood'],
    ]);
  });
});

describe('the summary', () => {
  const read = (status: string, ...codes: string[]): string =>
    inShort(
      observeShipment({
        eventHistory: codes.map((code, index) => event(index, code)),
        summary: summary(status),
      }),
    );

  it.each([
    ['PreTransit', 'information_received'],
    ['InTransit', 'package_processing'],
    ['OutForDelivery', 'out_for_delivery'],
    ['DeliveryAttempted', 'delivery_attempted'],
    ['AwaitingCustomerPickup', 'pickup_available'],
    ['Delivered', 'delivered'],
    ['Rejected', 'package_undeliverable:refused'],
    ['Undeliverable', 'package_undeliverable'],
    ['Lost', 'package_lost:lost'],
    ['PickupCancelled', 'other'],
  ])('%s decides where the history is gone', (status, expected) => {
    expect(read(status)).toBe(expected);
  });

  it.each([
    ['a roll-up', 'InTransit', ['PickupDone', 'Departed'], 'package_departed'],
    ['one step behind', 'DeliveryAttempted', ['DeliveryAttempted', 'OutForDelivery'], 'out_for_delivery'],
    ['stages behind', 'InTransit', ['OutForDelivery', 'Delivered'], 'delivered'],
  ])('yields to the newest event where it is %s', (_what, status, codes, expected) => {
    expect(read(status, ...codes)).toBe(expected);
  });

  it.each([
    ['Delivered', ['OutForDelivery'], 'delivered'],
    ['Lost', ['Departed'], 'package_lost:lost'],
    ['InTransit', ['ReadyForReceive'], 'package_processing'],
    ['PickupCancelled', ['ReadyForReceive'], 'other'],
    ['InTransit', ['ReadyForReceive', 'PickupCancelled'], 'package_processing'],
  ])('%s goes before %j, which is a stage behind', (status, codes, expected) => {
    expect(read(status, ...codes)).toBe(expected);
  });

  it('tells how far a parcel got whose newest code is unknown', () => {
    expect(read('OutForDelivery', 'Departed', 'LoadedByDrone')).toBe('out_for_delivery');
  });

  it('leaves a parcel at its last known step when it says no more', () => {
    expect(read('InTransit', 'Departed', 'InspectedByDrone')).toBe('package_departed');
  });

  it('belongs to the leg of the newest event', () => {
    const { status } = observeShipment({
      eventHistory: [event(8, 'Rejected'), event(9, 'HandedBack', 'RETURNS')],
      summary: summary('Delivered'),
    });
    expect(status).toBe('returned');
  });

  it('of a history that is gone belongs to the way back where that has details', () => {
    expect(inShort(observeShipment({ summary: summary('Delivered', ['Rejected'], ['Signed']) }))).toBe(BACK);
  });
});

describe('codes nobody knows', () => {
  it('are data: the event is unknown, the parcel keeps its status', () => {
    const { substatus, events } = observeEvents(event(8, 'OutForDelivery'), event(9, 'Teleported'));
    expect([substatus, events.at(-1)]).toMatchObject([
      'out_for_delivery',
      { status: 'unknown', reason: 'unmapped_code', movesStatus: false, provenance: { code: 'Teleported' } },
    ]);
  });

  it('are not read by the words of the public page', () => {
    expect(observeEvents(event(9, 'Sorted')).status).toBe('unknown');
  });

  it('are told even where nothing else is known', () => {
    const { provenance, reason } = observeShipment({ summary: summary('Teleporting') });
    expect([provenance.code, provenance.matchedBy, reason]).toEqual(['Teleporting', 'none', 'unmapped_code']);
  });

  it.each(['constructor', '__proto__', 'toString'])('may look like %s', (code) => {
    expect(observeEvents(event(9, code)).status).toBe('unknown');
  });
});

describe('what a host overrides', () => {
  const shipment = {
    eventHistory: [event(9, 'Delivered')],
    summary: summary('Delivered', ['DeliveredToMailRoom']),
  };

  it.each([
    ['Delivered', 'delivery_attempted'],
    ['FORWARD/Delivered', 'delivery_attempted'],
    ['Delivered/DeliveredToMailRoom', 'pickup_available'],
  ] as const)('by %s goes before every table', (key, substatus) => {
    const policy = { overrides: { [key]: substatus } };
    const observation = observeShipment(shipment, { policy });
    expect([observation.substatus, observation.provenance.rule]).toEqual([substatus, key]);
  });

  it('may need action where ours does not', () => {
    const policy = { actionRequired: { other: true } };
    expect(observeShipment({ summary: summary('PickupCancelled') }, { policy }).actionRequired).toBe(true);
  });
});

it('reads records in the words of the public page by their own tables', () => {
  const codes = ['Received', 'Sorted', 'swa_rex_ofd'];
  const { events } = observeEvents(
    event(7, 'Received', null, { localisedStringId: 'swa_rex_x' }),
    event(8, 'Sorted', null, { statusSummary: { localisedStringId: 'swa_rex_x' } }),
    event(9, null, null, { localisedStringId: 'swa_rex_ofd' }),
  );
  expect(events.map(({ substatus, provenance }) => [provenance.code, substatus])).toEqual([
    [codes[0], 'package_arrived'],
    [codes[1], 'package_processed'],
    [codes[2], 'out_for_delivery'],
  ]);
});
