// Full screens without a fleet: connecting, nobody answers, the wrong account, closed for good.

import { describe, expect, test } from 'vitest';
import type { LinkState } from '../../source/model/link.ts';
import { noServersNotice } from '../../source/views/notice.tsx';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { drawApp, expectApp, type Recording, sizes } from '../helpers/app-screen.tsx';

const subject = '$SYS.REQ.SERVER.PING.STATSZ';
const connecting: LinkState = {
	phase: 'connecting',
	url: 'tls://nats.acme.internal:4222',
	user: 'ops',
	origin: 'context prod-sys',
	since: now - 1200,
	attempt: 1,
};
const wrong = connectedLink({ user: 'svc-orders', accountName: 'APP' });
const closed = connectedLink({ phase: 'closed', error: 'Authorization Violation' });

const quiet = { ...fleetSnapshot(), rows: [], rounds: 2 };
/** What natstop knows when it has nothing to show, by the name of the notice. */
const recordings: Record<string, Omit<Recording, 'size'>> = {
	connecting: { link: connecting, meeting: { stepsDone: 3 } },
	'connecting-again': {
		link: {
			...connecting,
			attempt: 3,
			nextTryAt: now + 2000,
			error: 'connect ECONNREFUSED 10.1.0.11:4222',
		},
	},
	'no-servers': { link: connectedLink({ since: now - 4000 }), fleet: quiet },
	'not-system-account': {
		link: wrong,
		meeting: { access: 'no', outcome: 'no responders', serverVersion: '2.12.1' },
	},
	closed: { link: closed },
};

const named = Object.entries(recordings);

describe.each(sizes)('at $columns x $rows, ascii $ascii', (size) => {
	test.each(named)('the notice %s stands in the middle', (name, recording) =>
		expectApp(name, { size, ...recording }),
	);
});

test.each(named)('the notice %s is wrapped, not cut, at 60 x 15', async (_, recording) => {
	const text = await drawApp({ size: { columns: 60, rows: 15 }, ...recording });
	expect(text).not.toContain('…');
});

test('where nobody answers and nothing was denied, the notice does not blame permissions', () => {
	const { lines } = noServersNotice(connectedLink(), { subject, asked: 2, since: now - 4000, now });
	expect(lines).toContain('Nothing was denied: the question was sent, and no answer has come.');
	expect(lines.join(' ')).not.toContain('may lack permission');
});
