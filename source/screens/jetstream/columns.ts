// The columns of servers with JetStream, in reading order: what they store, what they lead, what is asked of them.

import { judged } from '../../format/cell.ts';
import { grownCount } from '../../format/grown-count.ts';
import { bytesIn, countIn, percent } from '../../format/number.ts';
import { nameCell } from '../../format/server-cell.ts';
import { width as cellsOf } from '../../format/text.ts';
import { shareOf } from '../../model/checks/check.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { rankIn } from '../../model/fleet-facts.ts';
import { domainOf } from '../../model/jetstream-place.ts';
import type { JetStream } from '../../model/server.ts';
import { isMetaLeader } from '../../model/server-facts.ts';
import type { Content } from '../../table/column.ts';
import { byteSizes, counts, shares } from '../../table/filter-quantity.ts';
import { type JetStreamCellLook, type JetStreamColumn, noJetStreamFacts, troublesOfRow } from './facts.ts';
import type { JetStreamRow } from './snapshot.ts';
import { healthByChecks, metaHealth, metaWord } from './words.ts';

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

/** Figures that a server tells of itself. */
const told = ({ server }: JetStreamRow): JetStream => server.statsz?.jetstream ?? {};

/** A figure with the mark of what checks say of it. */
const marked =
	(
		write: (row: JetStreamRow, room: number, look: JetStreamCellLook) => string,
		...checks: readonly string[]
	): NonNullable<JetStreamColumn['cell']> =>
	(row, width, look) =>
		judged(
			(room) => write(row, room, look),
			width,
			healthByChecks(troublesOfRow(row, look), ...checks),
			look.glyphs,
		);

/** A figure that is asked for: muted where it is old. */
const asked =
	(value: (row: JetStreamRow) => number | undefined): NonNullable<JetStreamColumn['cell']> =>
	(row, width, { glyphs, exact }): Content => ({
		text: countIn(value(row), width, glyphs, exact),
		...(row.isToldOld && { token: 'muted' as const }),
	});

const column = (
	about: Pick<JetStreamColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'value'> &
		Partial<JetStreamColumn>,
): JetStreamColumn => ({ ...figure, json: { none: 'it is put together from others' }, ...about });

/** A part of a limit, in percent. */
const share = (
	about: Pick<JetStreamColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'> &
		Partial<JetStreamColumn>,
	part: (js: JetStream) => number | undefined,
	checks: readonly string[],
): JetStreamColumn =>
	column({
		...{ unit: shares, isExact: false, value: (row) => part(told(row)) },
		cell: marked((row, _, { glyphs }) => percent(part(told(row)), 1, glyphs), ...checks),
		...about,
	});

const bytes = (
	about: Pick<JetStreamColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'> &
		Partial<JetStreamColumn>,
	value: (js: JetStream) => number | undefined,
): JetStreamColumn =>
	column({
		...{ unit: byteSizes, value: (row) => value(told(row)) },
		cell: (row, width, { glyphs, exact }) => ({ text: bytesIn(value(told(row)), width, glyphs, exact) }),
		...about,
	});

const identity: readonly JetStreamColumn[] = [
	{
		...{ id: 'name', title: 'SERVER', about: 'name of the server', align: 'left', json: 'server' },
		...{ width: 10, most: 32, priority: 1, aliases: ['server_name'], lit: 'always' },
		nameWidth: ({ server }) => cellsOf(server.info.name) + (isMetaLeader(server) ? 2 : 0),
		value: ({ server }) => server.info.name,
		cell: ({ server }, width, look) => nameCell(server, width, look),
	},
	{
		...{ id: 'trouble', title: 'TROUBLE', align: 'left', descending: true, isLead: true, ties: 'api' },
		about:
			'what is wrong with the server, the worst of it; sorts critical rows first, then warnings, then by API/s',
		...{ width: 24, priority: 20, lit: 'marked', json: 'trouble' },
		value: ({ server }, _, facts = noJetStreamFacts) => rankIn(facts, server),
		texts: (row, facts = noJetStreamFacts) =>
			troublesOfRow(row, facts).flatMap(({ check, text }) => [check, text]),
		cell(row, _, look) {
			const [worst, ...others] = troublesOfRow(row, look);
			if (worst === undefined) return { text: '' };
			const more = others.length === 0 ? '' : ` +${others.length}`;
			return { text: worst.text + more, token: healthOf(worst.severity) };
		},
	},
];

const sizes: readonly JetStreamColumn[] = [
	bytes(
		{ id: 'store', title: 'STORE', about: 'bytes stored in files', width: 6, priority: 2, json: 'storage' },
		({ storage }) => storage,
	),
	bytes(
		{
			id: 'of',
			title: 'OF',
			about: 'the most that may be stored in files',
			width: 6,
			priority: 11,
			json: 'storage_max',
		},
		({ maxStorage }) => maxStorage,
	),
	share(
		{
			...{ id: 'js', title: 'ST%', about: 'stored in files, of the most that may be', width: 6, priority: 3 },
			json: { none: '`storage` of `storage_max`' },
		},
		({ storage, maxStorage }) => shareOf(storage, maxStorage),
		['js-storage'],
	),
	share(
		{
			...{
				id: 'resv',
				title: 'RESV',
				about: 'promised to streams in files, of the most that may be',
				width: 6,
			},
			...{ priority: 14, aliases: ['reserved'], json: { none: '`storage_reserved` of `storage_max`' } },
		},
		({ reservedStorage, maxStorage }) => shareOf(reservedStorage, maxStorage),
		['js-reserved'],
	),
	bytes(
		{ id: 'mem', title: 'MEM', about: 'bytes stored in memory', width: 6, priority: 15, json: 'memory' },
		({ memory }) => memory,
	),
	share(
		{
			...{
				id: 'jsmem',
				title: 'MEM%',
				about: 'stored in memory, of the most that may be',
				width: 6,
				priority: 4,
			},
			json: { none: '`memory` of `memory_max`' },
		},
		({ memory, maxMemory }) => shareOf(memory, maxMemory),
		['js-memory'],
	),
];

const objects: readonly JetStreamColumn[] = [
	column({
		...{ id: 'streams', title: 'STRMS', about: 'streams that it has a copy of', width: 6, priority: 8 },
		...{ aliases: ['stream'], json: 'streams', value: ({ totals }) => totals?.streams },
		cell: asked(({ totals }) => totals?.streams),
	}),
	column({
		...{ id: 'leads', title: 'LEADS', about: 'streams that it leads', width: 6, priority: 10 },
		...{ json: 'streams_leader', value: ({ led }) => led, cell: asked(({ led }) => led) },
	}),
	column({
		...{ id: 'consumers', title: 'CONS', about: 'consumers that it has a copy of', width: 6, priority: 9 },
		...{ aliases: ['consumer'], json: 'consumers', value: ({ totals }) => totals?.consumers },
		cell: asked(({ totals }) => totals?.consumers),
	}),
	column({
		...{ id: 'msgs', title: 'MSGS', about: 'messages in all its copies', width: 6, priority: 13 },
		...{ aliases: ['messages'], json: 'messages', value: ({ totals }) => totals?.messages },
		cell: asked(({ totals }) => totals?.messages),
	}),
	column({
		...{
			id: 'ha',
			title: 'HA',
			about: 'HA assets: streams and consumers with replicas',
			width: 6,
			priority: 5,
		},
		...{ aliases: ['ha_assets'], json: 'ha_assets', value: (row) => told(row).haAssets },
		cell: marked(
			(row, room, { glyphs, exact }) => countIn(told(row).haAssets, room, glyphs, exact),
			'ha-assets',
		),
	}),
];

const api: readonly JetStreamColumn[] = [
	column({
		...{ id: 'api', title: 'API/s', totalsTitle: 'API', about: 'requests to the API of JetStream', width: 6 },
		...{ priority: 6, json: 'api_rate', needsTwoSamples: true, aliases: ['api_total'] },
		value: (row, { totals }) => (totals ? told(row).apiTotal : row.apiRate),
	}),
	column({
		...{
			id: 'err',
			title: 'ERR',
			about: 'requests to it that failed, since its start',
			width: 6,
			priority: 7,
		},
		...{ aliases: ['api_errors'], json: 'api_errors', value: (row) => told(row).apiErrors },
		cell: (row, width, look) =>
			grownCount(
				{ total: told(row).apiErrors, growth: row.server.apiErrorGrowth?.by },
				width,
				healthByChecks(troublesOfRow(row, look), 'js-errors'),
				look,
			),
	}),
	column({
		...{ id: 'pend', title: 'PEND', about: 'entries of the meta group that wait to be applied', width: 5 },
		...{ priority: 12, aliases: ['pending'], json: 'meta_pending', value: (row) => told(row).meta?.pending },
		cell: marked(
			(row, room, { glyphs, exact }) => countIn(told(row).meta?.pending, room, glyphs, exact),
			'js-pending',
		),
	}),
	{
		...{ id: 'meta', title: 'META', about: 'what it is in the meta group, by the leader of that', width: 10 },
		...{ align: 'left', priority: 10.5, lit: 'marked', json: 'meta_role' },
		value: (row) => metaWord(row, { none: '' }) || undefined,
		cell: (row, width, look) =>
			judged(() => metaWord(row, look.glyphs), width, metaHealth(troublesOfRow(row, look)), look.glyphs),
	},
];

const places: readonly JetStreamColumn[] = [
	{
		...{ id: 'cluster', title: 'CLUSTER', about: 'cluster', align: 'left', width: 8, most: 32, priority: 16 },
		nameWidth: ({ server }) => cellsOf(server.info.cluster ?? ''),
		...{ json: 'cluster', value: ({ server }) => server.info.cluster },
	},
	{
		...{
			id: 'domain',
			title: 'DOMAIN',
			about: 'JetStream domain',
			align: 'left',
			width: 7,
			most: 24,
			priority: 17,
		},
		nameWidth: ({ server }) => cellsOf(domainOf(server)),
		...{ json: 'domain', value: ({ server }) => domainOf(server) || undefined },
	},
];

export const jetStreamColumns: readonly JetStreamColumn[] = [
	...identity,
	...sizes,
	...objects,
	...api,
	...places,
];
