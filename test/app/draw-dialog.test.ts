// Which notice takes the whole screen, by how the link stands.

import { expect, test } from 'vitest';
import { noticeOf } from '../../source/app/draw-dialog.tsx';
import { createTheme } from '../../source/theme.ts';
import { connectedLink, now } from '../fixtures/fleet.ts';

const facts = {
	...{ stepsDone: 4, servers: 0, rounds: 0, denied: [], subject: '$SYS.REQ.SERVER.PING.STATSZ' },
	...{ version: '0.1.0', now, theme: createTheme('mono', false) },
};
const said = (notice: ReturnType<typeof noticeOf>): string => JSON.stringify(notice?.lines);

test('another account is told for as long as the link is there', () => {
	const words = said(noticeOf({ ...facts, link: connectedLink(), refused: 'not permitted' }));
	expect(words).toContain('Connected, but not to the system account');
	expect(words).toContain('→ not permitted');
	const lost = connectedLink({ phase: 'disconnected' });
	expect(noticeOf({ ...facts, link: lost, refused: 'not permitted' })).toBeUndefined();
});
