// Every view and export of pictures made from broken payloads.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit, fitMiddle, joinSides, toAscii, width, wrapText } from '../../source/format/text.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { Roster } from '../../source/model/roster.ts';
import { parseEventFilter } from '../../source/screens/events/filter.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { parseServerFilter } from '../../source/screens/servers/filter.ts';
import { safeText } from '../../source/system/redact.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { listOf } from '../../source/ui/ui-state.ts';
import { shotsOf, shownOf } from '../helpers/drawn.tsx';
import { cellText } from '../helpers/server-cells.ts';
import { always, checkRows, checkSecrets, checkText, plainThemes, reportCases, sizes } from './check.ts';
import { anyText } from './corpus.ts';
import { cases, drawAll, interval, now, pictureOf } from './drawing.ts';

reportCases('hostile/views');

const themeOf = (index: number): Theme => plainThemes[index] ?? (plainThemes[0] as Theme);

test('every row of every view is safe, tells no secret and has exactly its width', () => {
	always(500, cases, (from) => {
		const picture = pictureOf(from);
		const theme = themeOf(from.theme);
		const { columns } = sizes[from.size] ?? sizes[0];
		drawAll(picture, from, theme, (what, lines, wanted = columns) => checkRows(what, lines, wanted, theme));
	});
});

test('colours are all that a theme adds to a row', () => {
	const colour = /\u001b\[(?:0|1|2|4|7|22|24|27|3[0-9]|38;5;\d{1,3}|9[0-7])m/g;
	always(60, cases, (from) => {
		const picture = pictureOf(from);
		const { ascii } = themeOf(from.theme).glyphs;
		const bare: string[] = [];
		drawAll(picture, from, themeOf(from.theme), (_, lines) => bare.push(...lines));
		for (const palette of ['default', 'mono', 'light'] as const) {
			const painted: string[] = [];
			drawAll(picture, from, createTheme(palette, ascii), (_, lines) => painted.push(...lines));
			painted.forEach((line, index) => {
				if (line.replace(colour, '') !== bare[index]) throw new Error(`${palette}: ${JSON.stringify(line)}`);
			});
		}
	});
});

test('cells of the printed table and filters take whatever is known', () => {
	const filters = ['a', 'name:a', 'cpu>1', '/x.*y/', '!js:on', 'ver<2.11'].map(parseServerFilter);
	const eventFilters = ['a', 'user:a', 'acc:APP', '!reason:x'].map(parseEventFilter);
	always(500, cases, (from) => {
		const { fleet, log } = pictureOf(from);
		const theme = themeOf(from.theme);
		const look = { now, theme, glyphs: theme.glyphs, exact: false, totals: false, ...fleetFacts(fleet) };
		for (const row of fleet.rows) {
			for (const column of serverColumns) {
				checkRows(`cell ${column.id}`, [cellText(row, column, look).text], column.width, theme);
			}
			for (const filter of filters) if (filter.ok) filter.matches(row, now);
		}
		for (const event of log.events)
			for (const filter of eventFilters) if (filter.ok) filter.matches(event, () => undefined);
	});
});

test('exports hold no secret and nothing that a pager would obey', () => {
	always(300, cases, (from) => {
		const { fleet, log, raw } = pictureOf(from);
		const answer = { id: fleet.rows[0]?.info.id ?? '', at: now, data: raw };
		const recorded = { size: { columns: 80, rows: 24 }, theme: themeOf(0), fleet, log, raw: answer, now };
		const { look, ui } = shownOf(recorded);
		const files = Object.entries(shotsOf(recorded)).flatMap(([id, shot]) => {
			const view = shot.list(listOf(ui, id), look, look.choices);
			const opened = view.keys.flatMap((key) => shot.item(key)?.exportOpened?.() ?? []);
			return [view.export(look), ...opened];
		});
		for (const { name, text } of files) {
			expect(name).toMatch(/^[\w.-]{1,80}$/);
			checkSecrets(name, text);
			for (const line of text.split('\n')) checkText(name, line);
		}
	});
});

test('fitting, cutting, wrapping and joining never miss a width', () => {
	const { glyphs } = themeOf(0);
	always(8000, fc.tuple(anyText, fc.nat(60)), ([text, columns]) => {
		const word = safeText(text);
		for (const line of [
			fit(word, columns, glyphs),
			fit(word, columns, glyphs, 'right'),
			fitMiddle(word, columns, glyphs),
			joinSides(word, word, columns),
		]) {
			checkRows('fit', [line], columns, themeOf(0));
		}
		for (const line of wrapText(word, columns + 2)) {
			if (width(line) > columns + 2) throw new Error(`wrapped to ${width(line)}`);
		}
		if (toAscii(word).length !== width(word)) throw new Error('ASCII has another width');
	});
});

test('a fleet of nobody draws too', () => {
	const fleet: FleetSnapshot = new Roster(interval).snapshot(now);
	expect(fleetFacts(fleet).since).toBeUndefined();
});
