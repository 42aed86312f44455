// Whether JetStream runs is one fact: the column, the detail, the server screen, the filter and the JSON agree.

import { describe, expect, test } from 'vitest';
import { serverJson } from '../../source/format/server-json.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { parseServerFilter } from '../../source/screens/servers/filter.ts';
import { jetstreamRows } from '../../source/screens/servers/jetstream-rows.ts';
import { jetstreamLine } from '../../source/screens/servers/statsz-lines.ts';
import { createTheme } from '../../source/theme.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { cellText } from '../helpers/server-cells.ts';

const theme = createTheme('mono', false);

/** What each place says of a server whose statsz holds no JetStream: that of 2.2.6 never does. */
const said = (jetstream: boolean | undefined, hasStatsz = true) => {
	const [base] = fleetRows();
	if (base === undefined) throw new Error('no fixture');
	const { jetstream: _, ...statsz } = base.statsz ?? {};
	const row: ServerRow = {
		...base,
		info: { ...base.info, version: '2.2.6', jetstream },
		statsz: hasStatsz ? statsz : undefined,
	};
	const view = { row, theme, now, exact: false, totals: false };
	const column = columns.find(({ id }) => id === 'js');
	const filter = parseServerFilter('js:on');
	const { glyphs } = theme;
	const context = { ...fleetFacts(fleetSnapshot()), now, exact: false, totals: false, theme, glyphs };
	return {
		column: column && cellText(row, column, context).text.trim(),
		detail: jetstreamLine(view, 80).trim(),
		screen: jetstreamRows(view, 80, true).map((line) => line.trim()),
		filter: filter.ok && filter.matches(row, now),
		json: serverJson(row).jetstream,
	};
};

describe('JetStream', () => {
	test('that runs on a server which tells only that is on everywhere', () => {
		expect(said(true)).toEqual({
			column: 'on',
			detail: 'JS   on; this version does not tell what it uses',
			screen: ['JetStream is on; nats-server 2.2.6 does not tell what it uses.'],
			filter: true,
			json: { enabled: true },
		});
	});

	test('that does not run is off everywhere', () => {
		expect(said(false)).toEqual({
			column: '–',
			detail: 'JS   off',
			screen: ['JetStream is off on east-2.'],
			filter: false,
			json: { enabled: false },
		});
	});

	test('of a server that has said nothing is unknown everywhere', () => {
		const unknown = { column: '–', detail: 'JS   –', screen: ['–'], filter: false, json: undefined };
		expect(said(undefined, false)).toEqual(unknown);
	});
});
