// From a key to the row it moves the cursor to, in a storm and in a quiet system.

import { pause, Screen } from './process.ts';
import { type Bench, type System, settling, startLarge } from './system.ts';
import { type Line, quantile } from './table.ts';

const size = { columns: 120, rows: 40 };

/** So many keys lead back to where they began: at the end of the table the cursor would stand still and the rows move. */
const cycle = 12;

/** The server under the cursor, which stands before the sign of its state; its row may move with the header. */
const underCursor = (screen: Screen): string | undefined => /^> \S (\S+)/m.exec(screen.text())?.[1];

const pressAll = async (screen: Screen, keys: number): Promise<number[]> => {
	const figures: number[] = [];
	for (let key = 0; key < keys; key++) {
		await pause(40 + ((key * 37) % 90));
		const before = underCursor(screen);
		const painted = screen.next(() => {
			const name = underCursor(screen);
			return name !== undefined && name !== before;
		});
		screen.pty.write(key % cycle < cycle / 2 ? 'j' : 'k');
		figures.push(await painted);
	}
	return figures;
};

const inStorm = async (
	bench: Bench,
	system: System,
	screen: Screen,
	keys: number,
): Promise<{ quiet: number[]; busy: number[] }> => {
	const quiet: number[] = [];
	const busy: number[] = [];
	for (let round = 0; round < Math.ceil(3 * bench.scale); round++) {
		system.fleet?.perform({ do: 'rate', rate: 0 });
		await pause(settling(bench, 1500));
		quiet.push(...(await pressAll(screen, keys)));
		system.fleet?.perform({ do: 'rate', rate: 10_000 });
		await pause(settling(bench, 1500));
		busy.push(...(await pressAll(screen, keys)));
	}
	return { quiet, busy };
};

export const keys = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge(bench, 0);
	const screen = new Screen([...bench.natstop, ...system.login, '--sort', 'name'], size);
	try {
		await screen.shows(new RegExp(`of ${bench.servers + 1}`));
		await screen.shows(/^> \S \S/m);
		await pause(settling(bench, 5000));
		const { quiet, busy } = await inStorm(bench, system, screen, Math.ceil(6 * bench.scale) * cycle);
		return [
			{
				measure: `key to paint, p99: ${bench.servers} servers, 10,000 events/s`,
				...{ natstop: quantile(busy, 0.99), baseline: quantile(quiet, 0.99), unit: 'ms' },
				against: 'p99 in the quiet system',
				target: { of: 'value', at: 'most', limit: 50 },
				note: `p50 ${quantile(busy, 0.5).toFixed(0)} and ${quantile(quiet, 0.5).toFixed(0)} ms`,
			},
		];
	} finally {
		await screen.end();
		await system.stop();
	}
};
