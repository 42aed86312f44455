// `i` on the raft tab shows every inner queue of a server, and says elsewhere where they are.

import { expect, test } from 'vitest';
import { openApp, typing } from '../helpers/app-screen.tsx';

const size = { columns: 80, rows: 24 };

test('i shows all inner queues of the selected server, and q the peers again', async () => {
	const screen = await openApp({ size });
	try {
		await screen.press(':', ...typing('raft'), 'enter', 'i');
		expect(screen.text()).toMatch(/━━ west-3 ━+ .*catches up/);
		expect(screen.text()).toMatch(/── Inner queues ─+ 4 not empty ──/);
		expect(screen.text()).toMatch(/stream 'ORDERS' messages +1,204 +2/);
		expect(screen.text()).toMatch(/System recvQ \(answers us\) +0 +1/);
		await screen.press('q');
		expect(screen.text()).toContain('[Raft]');
	} finally {
		screen.close();
	}
});

test('i on another list says where inner queues are', async () => {
	const screen = await openApp({ size });
	try {
		await screen.press(':', ...typing('streams'), 'enter', 'i');
		expect(screen.text()).toContain('inner queues of servers are on the raft tab of JetStream: 6, Raft');
	} finally {
		screen.close();
	}
});
