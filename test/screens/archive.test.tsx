// The monitor on a recorded archive: its servers, and what other screens find in it.

import { expect, test } from 'vitest';
import { openArchivePast } from '../../source/archive/archive-past.ts';
import { TimeMachine } from '../../source/hooks/time-machine.ts';
import { expectApp, openApp, sizes } from '../helpers/app-screen.tsx';
import { archivePath } from '../helpers/archives.ts';

/** What looks at the one moment of an archive. */
const machineOn = async (name: Parameters<typeof archivePath>[0]): Promise<TimeMachine> => {
	const past = await openArchivePast(archivePath(name));
	const machine = new TimeMachine({ past, clock: () => past.to() + 3_600_000 });
	machine.toEnd();
	await machine.arrived();
	return machine;
};

test.each(sizes)(
	'an archive says what it is, and shows its servers without rates or round trips',
	async (size) => {
		const monitor = await machineOn('three-servers');
		await expectApp('archive', { size, app: { monitor } });
		monitor.close();
	},
);

test.each([
	['4', 'orders-desk', ['app-reader-1', 'bob-pub', 'ORDERS']],
	['5', 'ORDERS', ['LAB', 'SYS']],
	['6', 'n3', ['leader', '244M']],
	['7', '3 of 3 answered', ['2/2']],
	['8', '3 of 3 answered', ['Nothing fails']],
] as const)('screen %s of an archive is answered out of it', async (key, shows, more) => {
	const monitor = await machineOn('three-servers');
	const screen = await openApp({ size: { columns: 120, rows: 40 }, app: { monitor } });
	await screen.press(key);
	await screen.goOn(monitor.now(), shows);
	for (const text of more) expect(screen.text()).toContain(text);
	expect(screen.text()).toContain('ARCHIVE');
	screen.close();
	monitor.close();
});

test('nothing can be reloaded in an archive, and R says so', async () => {
	const monitor = await machineOn('two-clusters');
	const screen = await openApp({ size: { columns: 120, rows: 40 }, app: { monitor } });
	await screen.press('R');
	expect(screen.text()).toContain('nothing can be asked');
	screen.close();
	monitor.close();
});
