// Full screens without a fleet: connecting, nobody answers, the wrong account, closed for good.

import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import type { LinkState } from '../../source/model/link.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import {
	connectingNotice,
	type Notice,
	NoticeScreen,
	noServersNotice,
	noticeRows,
} from '../../source/views/notice.tsx';
import { closedNotice, notSystemAccountNotice } from '../../source/views/notice-refused.ts';
import { connectedLink, now } from '../fixtures/fleet.ts';
import { expectScreen, sizes } from '../helpers/screen-file.tsx';

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

const notices: Record<string, (theme: Theme) => Notice> = {
	connecting: (theme) => connectingNotice(connecting, { version: '0.1.0', done: 3, now, theme }),
	'connecting-again': (theme) =>
		connectingNotice(
			{ ...connecting, attempt: 3, nextTryAt: now + 2000, error: 'connect ECONNREFUSED 10.1.0.11:4222' },
			{ version: '0.1.0', now, theme },
		),
	'no-servers': () => noServersNotice(connectedLink(), { subject, asked: 2, since: now - 4000, now }),
	'not-system-account': (theme) =>
		notSystemAccountNotice(wrong, { subject, outcome: 'no responders', serverVersion: '2.12.1', theme }),
	closed: (theme) => closedNotice(closed, theme),
};

const named = Object.entries(notices);

describe.each(sizes)('at $columns x $rows, ascii $ascii', (size) => {
	test.each(named)('the notice %s stands in the middle', (name, notice) =>
		expectScreen(name, size, (theme) => <NoticeScreen notice={notice(theme)} {...size} theme={theme} />),
	);
});

test.each(named)('the notice %s is wrapped, not cut, at 60 x 15', (_, notice) => {
	const theme = createTheme('default', false);
	const rows = noticeRows({ notice: notice(theme), columns: 60, rows: 15, theme });
	expect(rows).toHaveLength(15);
	expect(new Set(rows.map(width))).toEqual(new Set([60]));
	expect(rows.join('')).not.toContain('…');
});

test('where nobody answers and nothing was denied, the notice does not blame permissions', () => {
	const { lines } = noServersNotice(connectedLink(), { subject, asked: 2, since: now - 4000, now });
	expect(lines).toContain('Nothing was denied: the question was sent, and no answer has come.');
	expect(lines.join(' ')).not.toContain('may lack permission');
});
