// What is kept of answers about accounts one by one, and for how long.

import { expect, test } from 'vitest';
import { AccountDetails } from '../../source/model/account-details.ts';
import { placeOf } from '../../source/model/jetstream-place.ts';
import { usesOf } from '../../source/nats/account-jsz.ts';

const useOf = (storage: number, receivedAt: number, place: { domain?: string; server?: string } = {}) => ({
	...{ account: 'APP', storage, receivedAt },
	...place,
});

test('two JetStream servers that are alone, without a domain, do not overwrite what the other stores', () => {
	const details = new AccountDetails();
	details.tookUse(useOf(5, 0, { server: 'n1' }));
	details.tookUse(useOf(7, 0, { server: 'n2' }));
	expect(details.usesOf('APP', 1).map(({ storage }) => storage)).toEqual([5, 7]);
	const told = [useOf(5, 0, { server: 'n1' }), useOf(7, 0, { server: 'n2' }), useOf(1, 0), useOf(2, 0)];
	const found = usesOf(told.map((use, index) => ({ server: `N${index}`, use })));
	expect(found.map(({ storage }) => storage)).toEqual([5, 7, 2]);
});

test('the JetStream system of a server is its meta group by its domain, whoever leads it, or the server alone', () => {
	const place = (domain: string | undefined, leader?: string) =>
		placeOf({
			info: { id: 'N1', name: 'n1' },
			statsz: { jetstream: { domain, ...(leader && { meta: { leader } }) } },
		} as unknown as Parameters<typeof placeOf>[0]);
	expect([place(undefined, 'n1'), place(undefined, 'n2')]).toEqual([{}, {}]);
	expect([place('hub', 'n1'), place('edge')]).toEqual([{ domain: 'hub' }, { domain: 'edge', server: 'n1' }]);
});

test('a use that nobody tells of any more is forgotten, and streams that nobody counts are not known', () => {
	const details = new AccountDetails();
	details.tookUse({ ...useOf(5, 0), streams: 3, consumers: 1 });
	details.tookUse(useOf(6, 100_000));
	expect(details.usesOf('APP', 110_000)).toMatchObject([{ storage: 6, streams: 3 }]);
	expect(details.usesOf('APP', 130_000)[0]?.streams).toBe(undefined);
	details.tookUse(useOf(1, 0, { server: 'n9' }));
	details.keep(new Set(['APP']), 130_000);
	expect(details.usesOf('APP', 1).map(({ storage }) => storage)).toEqual([6]);
});
