// A wire without NATS behind it: nobody answers, and nothing arrives.

import type { Wire } from '../../source/nats/wire.ts';

export const silentWire: Wire = {
	subscribe: () => ({ isOpen: () => true, stop: () => {} }),
	ask: async () => ({ ok: false, failure: { kind: 'no-responders' } }),
	gather: async () => 'no-responders',
	rtt: async () => 0,
	watch: () => () => {},
	server: () => undefined,
	isClosed: () => false,
	now: Date.now,
	close: () => {},
};
