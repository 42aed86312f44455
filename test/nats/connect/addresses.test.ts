// The order in which addresses are tried.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Addresses } from '../../../source/nats/connect/addresses.ts';
import { Dialer } from '../../../source/nats/connect/dialer.ts';

const listens = (addresses: Addresses): string[] => addresses.order().map(({ listen }) => listen);

const hosts = fc.uniqueArray(
	fc.integer({ min: 1, max: 250 }).map((last) => `10.0.0.${last}:4222`),
	{ minLength: 2, maxLength: 12 },
);

test('given addresses come before those that servers name, in the order they were given, whatever a server names', () => {
	fc.assert(
		fc.property(hosts, fc.nat(10), (all, at) => {
			const given = all.slice(0, 1 + (at % (all.length - 1)));
			const addresses = new Addresses(given, true);
			// A server names itself and its neighbours, given ones among them, in an order of its own.
			addresses.learn(all.toReversed());
			expect(listens(addresses).slice(0, given.length)).toEqual(given);
			expect(listens(addresses).toSorted()).toEqual(all.toSorted());
		}),
	);
});

test('an address that was left is tried last, and in its place again once everything is tried now', () => {
	const addresses = new Addresses(['10.0.0.1:4222', '10.0.0.2:4222'], true);
	addresses.learn(['10.0.0.3:4222']);
	addresses.avoid('10.0.0.1:4222');
	expect(listens(addresses)).toEqual(['10.0.0.2:4222', '10.0.0.3:4222', '10.0.0.1:4222']);
	const dialer = new Dialer({
		...{ addresses, timeout: 1000, transport: () => ({ trust: {} }) },
		...{ onTry: () => {}, onWait: () => {} },
	});
	dialer.hurry();
	expect(listens(addresses)).toEqual(['10.0.0.1:4222', '10.0.0.2:4222', '10.0.0.3:4222']);
});

test('nothing that servers name is tried where only the given ones may be', () => {
	const addresses = new Addresses(['10.0.0.1:4222'], false);
	addresses.learn(['10.0.0.2:4222']);
	expect(listens(addresses)).toEqual(['10.0.0.1:4222']);
});
