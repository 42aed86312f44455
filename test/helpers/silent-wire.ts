// A wire without NATS: no request is answered, and no message arrives.

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
