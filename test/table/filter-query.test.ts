// The filter language.

import { describe, expect, test } from 'vitest';
import type { ServerRow } from '../../source/model/fleet.ts';
import { parseEventFilter } from '../../source/screens/events/filter.ts';
import { parseServerFilter } from '../../source/screens/servers/filter.ts';
import { fleetRows, now } from '../fixtures/fleet.ts';

const rows = fleetRows();

const matching = (filter: string, from: readonly ServerRow[] = rows): string[] => {
	const parsed = parseServerFilter(filter);
	if (!parsed.ok) throw new Error(parsed.error);
	return from.filter((row) => parsed.matches(row, now)).map(({ info }) => info.name);
};

const errorOf = (filter: string): string => {
	const parsed = parseServerFilter(filter);
	return parsed.ok ? 'no error' : parsed.error;
};

const all = rows.map(({ info }) => info.name);

const east = ['east-2', 'east-1', 'east-3'];

const edges = ['edge-ams-1', 'edge-nyc-1'];

describe('a filter of servers', () => {
	test('that is empty matches everything', () => {
		expect(matching('')).toEqual(all);
		expect(matching('   ')).toEqual(all);
	});

	test('wants every word, anywhere in name, cluster, host, version and tags', () => {
		expect(matching('east core')).toEqual(east);
		expect(matching('2.11')).toEqual(['west-3']);
		expect(matching('10.8.0.5')).toEqual(['edge-ams-1']);
	});

	test('takes one of several values where they stand beside each other', () => {
		expect(matching('name=east-1|west-1')).toEqual(['east-1', 'west-1']);
		expect(matching('name!=east-1|west-1')).toEqual(
			all.filter((name) => name !== 'east-1' && name !== 'west-1'),
		);
		expect(matching('name="east-1|west-1"')).toEqual([]);
		expect(matching('state="lame duck"|stale')).toEqual(['west-3', 'edge-nyc-1']);
	});

	test('does not mind case', () => {
		expect(matching('EAST')).toEqual(east);
		expect(matching('Cluster:EAST')).toEqual(east);
		expect(matching('/EAST-[12]/')).toEqual(['east-2', 'east-1']);
	});

	test('leaves out what follows !', () => {
		expect(matching('!edge')).toEqual(all.filter((name) => !edges.includes(name)));
		expect(matching('!cluster:east !/^west/')).toEqual(edges);
	});

	test('takes quoted words with their spaces', () => {
		expect(matching('state:"lame duck"')).toEqual(['west-3']);
		expect(matching('"east 1"')).toEqual([]);
		expect(matching('"az:a"')).toEqual(['east-1', 'west-1']);
	});

	test('looks in the field that is named before a colon', () => {
		expect(matching('cluster:edge')).toEqual(edges);
		expect(matching('tag:az:a')).toEqual(['east-1', 'west-1']);
		expect(matching('state:stale')).toEqual(['edge-nyc-1']);
		expect(matching('js:off')).toEqual(edges);
		expect(matching('js:leader')).toEqual(['east-1']);
		expect(matching('ver:2.11')).toEqual(['west-3']);
		expect(matching('cluster=edge')).toEqual([]);
		expect(matching('name!=east-1 cluster:east')).toEqual(['east-2', 'east-3']);
	});

	test('compares numbers of servers, whatever their unit', () => {
		expect(matching('cpu>200')).toEqual(['east-2']);
		expect(matching('slow>0')).toEqual(['east-2', 'west-2']);
		expect(matching('conns<200')).toEqual(['edge-nyc-1']);
		expect(matching('conns=203')).toEqual(['edge-ams-1']);
		expect(matching('conns:203')).toEqual(['edge-ams-1']);
		expect(matching('conns>=2,410')).toEqual(['east-2']);
		expect(matching('in>70K out<0.2M')).toEqual(['east-1', 'east-3']);
		expect(matching('js>70%')).toEqual(['east-2']);
		expect(matching('ver<2.12')).toEqual(['west-3']);
	});

	test('reads units of bytes as binary, of counts as decimal', () => {
		const [first] = rows;
		if (!first) throw new Error('no rows');
		const row = (mem: number, subscriptions: number): ServerRow => ({
			...first,
			statsz: { mem, subscriptions },
		});
		expect(matching('mem>=2G', [row(2e9, 0)])).toHaveLength(0);
		expect(matching('mem>=2G', [row(2 * 1024 ** 3, 0)])).toHaveLength(1);
		expect(matching('mem>=2GiB mem<=2gb', [row(2 * 1024 ** 3, 0)])).toHaveLength(1);
		expect(matching('subs>=2K', [row(0, 2000)])).toHaveLength(1);
	});

	test('reads spans of time', () => {
		expect(matching('age>10s')).toEqual(['edge-nyc-1']);
		expect(matching('up<4h')).toEqual(['edge-ams-1']);
		expect(matching('up>40d')).toEqual(east);
		expect(matching('rtt>=38ms rtt<50')).toEqual(['west-1', 'west-2', 'west-3']);
	});

	test('never matches an unknown value, not even by leaving out', () => {
		expect(matching('rtt<1h')).not.toContain('edge-nyc-1');
		expect(matching('rtt>=0')).not.toContain('edge-nyc-1');
		expect(matching('rtt!=5')).not.toContain('edge-nyc-1');
		expect(matching('!rtt>1h')).not.toContain('edge-nyc-1');
	});

	test('takes regular expressions, with blanks and slashes in them', () => {
		expect(matching('/w.st-[12]/')).toEqual(['west-1', 'west-2']);
		expect(matching('/^east-1$/')).toEqual(['east-1']);
		expect(matching('name:/-3$/')).toEqual(['east-3', 'west-3']);
		expect(matching('/east 1|west-1/')).toEqual(['west-1']);
		expect(matching('/a/b/')).toEqual([]);
		expect(matching('/west/ cpu<50')).toEqual(['west-3']);
	});

	test('closes a quote that is still being typed', () => {
		expect(matching('state:"lame')).toEqual(['west-3']);
	});
});

describe('a filter that does not parse says why', () => {
	test('an unknown field, with those there are', () => {
		expect(errorOf('colour:red')).toMatch(
			/^unknown field "colour"; fields are name trouble cluster host .*cpu .*mem .* tag /,
		);
	});

	test('a bad number, with a good one', () => {
		expect(errorOf('cpu>many')).toBe('bad number "many" for cpu; write 70 or 70%');
		expect(errorOf('mem>2X')).toBe('bad number "2X" for mem; write 512K, 400M or 2G');
		expect(errorOf('age>10q')).toBe('bad number "10q" for age; write 10s, 5m or 2h');
		expect(errorOf('conns>-1')).toBe('bad number "-1" for conns; write 200, 10K or 2M');
		expect(errorOf('ver>new')).toBe('bad number "new" for ver; write 2.11 or 2.12.1');
	});

	test('a regular expression in the words of the engine', () => {
		expect(errorOf('/[/')).toBe('regex: missing closing ]: `[`');
		expect(errorOf('/east')).toBe('regex: the closing / is missing');
		expect(errorOf('/east/g')).toBe('regex: nothing may follow the closing /');
	});

	test('a regular expression that the engine cannot do', () => {
		expect(errorOf(String.raw`/(a)\1/`)).toBe(String.raw`regex: a backreference, as \1, is not supported`);
	});

	test('a comparison of texts', () => {
		expect(errorOf('cluster>east')).toBe('cluster is text; write cluster:east');
	});

	test('what is not finished', () => {
		expect(errorOf('cpu>')).toBe('cpu> needs a value');
		expect(errorOf('!')).toBe('! needs a word after it');
	});

	test('nothing typed ever throws', () => {
		const pieces = [
			'!',
			'"',
			'/',
			'\\',
			':',
			'>',
			'<',
			'=',
			' ',
			'cpu',
			'name',
			'1',
			'K',
			'(',
			'[',
			'*',
			'é',
			'日',
		];
		let seed = 7;
		for (let round = 0; round < 5000; round++) {
			let text = '';
			for (let i = 0; i < round % 9; i++) {
				seed = (seed * 1103515245 + 12345) % 2 ** 31;
				text += pieces[seed % pieces.length];
			}
			for (const parsed of [parseServerFilter(text), parseEventFilter(text)]) {
				if (!parsed.ok) expect(parsed.error, text).toMatch(/\w/);
			}
			const servers = parseServerFilter(text);
			if (servers.ok) for (const row of rows) expect(typeof servers.matches(row, now)).toBe('boolean');
		}
	});

	test('a regular expression sees only the start of a very long text', () => {
		const [first] = rows;
		if (!first) throw new Error('no rows');
		const row = { ...first, info: { ...first.info, name: `${'a'.repeat(100_000)}b` } };
		expect(matching('name:/b$/', [row])).toEqual([]);
		expect(matching('name:/^a/', [row])).toHaveLength(1);
	});
});

describe('a filter that no subject could ever pass is refused with the nearest there is', () => {
	const errorOfEvents = (filter: string): string => {
		const parsed = parseEventFilter(filter);
		return parsed.ok ? 'no error' : parsed.error;
	};

	test('an unknown kind of event', () => {
		expect(errorOfEvents('kind:CONECT')).toMatch(/^no kind is like "CONECT"; nearest are CONNECT, /);
		expect(errorOfEvents('!kind:"lame dog"')).toMatch(/nearest are "LAME DUCK", /);
		expect(errorOfEvents('kind=conn')).toMatch(/nearest are /);
		expect(errorOfEvents('kind:/^JS$/')).toMatch(/nearest are /);
		for (const good of ['kind:connect', 'kind:auth', 'kind:/^js /', 'kind!=DOWN']) {
			expect(errorOfEvents(good)).toBe('no error');
		}
	});

	test('an unknown severity, or state of a server', () => {
		expect(errorOfEvents('sev:warning')).toBe('no sev is like "warning"; nearest are warn, debug, info');
		expect(errorOf('state:dwn')).toMatch(/^no state is like "dwn"; nearest are down, /);
		expect(errorOf('state:lame')).toBe('no error');
	});
});
