// Every measure by the name it is asked for with.

import { connections } from './connections.ts';
import { events } from './events.ts';
import { frame } from './frame.ts';
import { gather } from './gather.ts';
import { jetstream } from './jetstream.ts';
import { keys } from './keys.ts';
import { memory } from './memory.ts';
import { profile } from './profile.ts';
import { record } from './record.ts';
import { routes } from './routes.ts';
import { start } from './start.ts';
import { bytes, steady } from './steady.ts';
import type { Bench } from './system.ts';
import type { Line } from './table.ts';

export const measures: Readonly<Record<string, (bench: Bench) => Promise<Line[]>>> = {
	start,
	gather,
	events,
	frame,
	steady,
	bytes,
	keys,
	memory,
	connections,
	jetstream,
	profile,
	routes,
	record,
};
