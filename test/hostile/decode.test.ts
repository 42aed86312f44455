// Broken and hostile payloads through everything that reads them.

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { eventJson } from '../../source/format/event-json.ts';
import { eventDetail, eventText } from '../../source/format/event-line.ts';
import { serverJson } from '../../source/format/server-json.ts';
import { EventLog } from '../../source/model/event-log.ts';
import { Roster } from '../../source/model/roster.ts';
import { totalsOf } from '../../source/model/totals.ts';
import { readUserInfo } from '../../source/nats/connect/user-info.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { parseFields, readFields, readText, readTexts, readTime } from '../../source/nats/read.ts';
import { readHeartbeat, readIdentity, readSample, readVarz } from '../../source/nats/statsz.ts';
import { clean, longestText } from '../../source/system/clean.ts';
import { redactPayload } from '../../source/system/redact.ts';
import { createTheme } from '../../source/theme.ts';
import { build, captures, recipe } from './broken.ts';
import {
	always,
	checkJson,
	checkSecrets,
	checkText,
	counted,
	reportCases,
	secretsAreWhole,
} from './check.ts';
import { anyText, hostileTexts, secretValue } from './corpus.ts';

reportCases('hostile/decode');

const { glyphs } = createTheme('mono', false);
const context = { nameOf: (account: string) => account, glyphs, now: Date.UTC(2026, 10, 24) };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every text in a value, keys too. */
const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	if (value instanceof Map) return [...value].flatMap(textsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
};

const checkTexts = (what: string, value: unknown, longest = longestText + 200): void => {
	for (const text of textsIn(value)) {
		checkText(what, text);
		checkSecrets(what, text);
		if (text.length > longest) throw new Error(`${what}: ${text.length} characters`);
	}
};

const checkUnpolluted = (): void => {
	if (Object.keys(Object.prototype).length > 0 || 'polluted' in {})
		throw new Error('a prototype is polluted');
};

/** An event that came in, through everything that is made of it without a screen. */
const checkEvent = (subject: string, payload: Uint8Array): void => {
	const event = decodeEvent(subject, payload, context.now);
	checkUnpolluted();
	if (event === undefined) return;
	// One text may be made of several: an advisory of its stream, its leader and its replicas.
	checkTexts('event', event, 12 * longestText);
	const log = new EventLog(context.now);
	log.add(event);
	log.add(event);
	const [logged] = log.snapshot(context.now + 1000).events;
	if (logged === undefined) return;
	const text = eventText(logged, context);
	checkText('line', text);
	checkSecrets('line', text);
	checkJson('event JSON', eventJson(logged, text));
	checkTexts('detail', eventDetail(logged, context), 10 * longestText);
};

test('the captures are there', () => {
	expect(captures.filter(({ kind }) => kind === 'event').length).toBeGreaterThan(20);
	expect(captures.filter(({ kind }) => kind === 'statsz').length).toBeGreaterThan(5);
});

describe('whatever comes in', () => {
	test('an event throws nothing, and nothing made of it moves the cursor or tells a secret', () => {
		always(20_000, recipe, (from) => {
			const { capture, bytes: payload, whole } = build(from, ['event']);
			secretsAreWhole(whole);
			checkEvent(capture.subject, payload);
		});
	});

	test('an event on any subject is as harmless', () => {
		always(5000, fc.tuple(recipe, anyText, fc.nat(5)), ([from, text, how]) => {
			const { capture, bytes: payload, whole } = build(from, ['event', 'statsz', 'varz']);
			secretsAreWhole(whole);
			const subjects = [
				text,
				`$JS.EVENT.ADVISORY.${text}`,
				`$SYS.ACCOUNT.${text}.CONNECT`,
				`$SYS.ACCOUNT.${text}.CLAIMS.UPDATE`,
				`${text}.OCSP.PEER.LINK.INVALID`,
				capture.subject + text,
			];
			checkEvent(subjects[how] ?? text, payload);
		});
	});

	test('a heartbeat or an answer throws nothing, and its server as JSON is safe', () => {
		always(12_000, recipe, (from) => {
			const { bytes: payload, whole } = build(from, ['statsz']);
			secretsAreWhole(whole);
			const sample = readHeartbeat(payload, context.now);
			checkUnpolluted();
			if (sample === undefined) return;
			checkTexts('sample', sample);
			const roster = new Roster(2000);
			roster.beginRound(context.now);
			roster.heard(sample);
			roster.endRound(context.now);
			const { rows } = roster.snapshot(context.now);
			totalsOf(rows);
			for (const row of rows) checkJson('server JSON', serverJson(row));
		});
	});

	test('VARZ, IDZ and USER.INFO throw nothing', () => {
		always(10_000, recipe, (from) => {
			const { bytes: payload, whole } = build(from, ['varz', 'idz', 'user']);
			secretsAreWhole(whole);
			const fields = parseFields(payload);
			if (fields === undefined) return;
			checkTexts('varz', readVarz(fields));
			checkTexts('idz', readIdentity(fields));
			const data = readFields(fields, 'data');
			const user = data && readUserInfo(data, context.now);
			checkTexts('user', user);
			if (user?.expiresAt !== undefined) new Date(user.expiresAt).toISOString();
			checkJson('raw', redactPayload(fields, false));
			checkUnpolluted();
		});
	});

	test('a text comes out short, safe and without secrets, wherever it stood', () => {
		always(15_000, anyText, (text) => {
			const fields = { text, list: [text, 1, null] };
			checkTexts('text', readText(fields, 'text'));
			checkTexts('texts', readTexts(fields, 'list'));
			checkJson('payload', redactPayload({ [text]: { [text]: [text] }, jwt: secretValue }, true));
			const time = readTime(fields, 'text');
			if (time !== undefined) new Date(time).toISOString();
			const once = clean(text);
			if (clean(once) !== once) throw new Error('cleaning twice is not cleaning once');
		});
	});

	test('bytes that are no JSON are nothing', () => {
		always(5000, fc.uint8Array({ maxLength: 200 }), (payload) => {
			checkEvent('$SYS.ACCOUNT.A.CONNECT', payload);
			checkEvent('$SYS.ACCOUNT.A.CLAIMS.UPDATE', payload);
			readHeartbeat(payload, 0);
		});
	});
});

test('no character that is left joins with its neighbours or takes other than one or two cells', () => {
	const segmenter = new Intl.Segmenter();
	const joining: string[] = [];
	for (let code = 0x80; code < 0x20_000; code++) {
		const character = String.fromCodePoint(code);
		if (clean(character) !== character) continue;
		const text = `a${character}${character}ก`;
		const cells = stringWidth(character);
		const alone = [...segmenter.segment(text)].length === 4 && (cells === 1 || cells === 2);
		if (!alone || stringWidth(text) !== 2 + 2 * cells) joining.push(code.toString(16));
	}
	expect(joining).toEqual([]);
});

describe('what is very big', () => {
	const big = 2 ** 20;
	const huge: Readonly<Record<string, string>> = {
		'a name of a megabyte': JSON.stringify('x'.repeat(big)),
		'a wide name of a megabyte': JSON.stringify('漢'.repeat(big / 3)),
		'a megabyte of combining marks': JSON.stringify(`a${'\u0301'.repeat(big / 2)}`),
		'a megabyte that could begin URLs': JSON.stringify(`${'a'.repeat(big)}://`),
		'a megabyte that could begin JWTs': JSON.stringify('eyJ'.repeat(big / 3)),
		'a megabyte of schemes': JSON.stringify('a://'.repeat(big / 4)),
		'a megabyte of numbers': `[${'1,'.repeat(big / 2)}1]`,
		'a megabyte of empty objects': `[${'{},'.repeat(big / 3)}{}]`,
		'a megabyte of keys': `{${Array.from({ length: big / 10 }, (_, index) => `"k${index}":1`).join()}}`,
		'a hundred thousand brackets': '['.repeat(100_000) + ']'.repeat(100_000),
		'a hundred thousand objects in each other': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
		'a hundred thousand brackets that never close': '['.repeat(100_000),
		'a key of a megabyte': `{${JSON.stringify('k'.repeat(big))}:1}`,
	};

	for (const [what, value] of Object.entries(huge)) {
		test(`${what} comes through in any place`, () => {
			for (const place of ['name', 'client', 'tags', 'metadata', 'routes']) {
				const client = `{"acc":"A","name":"n"${place === 'user' ? `,"user":${value}` : ''}}`;
				const event = `{"server":{"id":"NA","name":"s"},"client":${place === 'client' ? value : client},"${place}":${value}}`;
				checkEvent('$SYS.ACCOUNT.A.DISCONNECT', bytes(event));
				const sample = readHeartbeat(
					bytes(`{"server":{"id":"NA","${place}":${value}},"statsz":{"${place}":${value}}}`),
					context.now,
				);
				if (sample) checkTexts('sample', sample);
				counted(2);
			}
		});
	}

	test('an advisory of ten thousand replicas is one line that can be read', () => {
		const replicas = Array.from({ length: 10_000 }, (_, index) => ({ name: `replica-${index}` }));
		const lost = JSON.stringify({ stream: 'S', account: 'A', replicas });
		const event = decodeEvent('$JS.EVENT.ADVISORY.STREAM.QUORUM_LOST.S', bytes(lost), 0);
		expect(event?.text?.length).toBeLessThan(300);
	});

	test('an event keeps no more of a payload than can be read', () => {
		const many = `{"server":{"id":"NA","name":"s"},"client":{"acc":"A"},"extra":${huge['a megabyte of numbers']}}`;
		const event = decodeEvent('$SYS.ACCOUNT.A.CONNECT', bytes(many), 0);
		expect(JSON.stringify(event?.data).length).toBeLessThan(200_000);
		const wide = `{"server":{"id":"NA","name":"s"},"client":{"acc":"A"},"extra":${huge['a megabyte of keys']}}`;
		expect(JSON.stringify(decodeEvent('$SYS.ACCOUNT.A.CONNECT', bytes(wide), 0)?.data).length).toBeLessThan(
			200_000,
		);
	});
});

describe('keys of prototypes', () => {
	test('are data like others in a payload', () => {
		const payload = JSON.parse('{"__proto__":{"jwt":"x","a":1},"constructor":{"b":2}}');
		const shown = JSON.stringify(redactPayload(payload, false));
		expect(shown).toBe('{"__proto__":{"jwt":"[removed]","a":1},"constructor":{"b":2}}');
	});

	test('are names like others in metadata', () => {
		const fields = parseFields(
			bytes('{"server":{"id":"NA","metadata":{"__proto__":"p","constructor":"c"}},"statsz":{}}'),
		);
		const metadata = fields && readSample(fields, 0)?.server.metadata;
		expect(Object.entries(metadata ?? {})).toEqual([
			['__proto__', 'p'],
			['constructor', 'c'],
		]);
	});
});

test('an id that is more than one token of a subject, or means everybody, is no id', () => {
	for (const id of ['*', '>', 'a.b', 'a b', 'PING', '', 'N\n', 'é', 'x'.repeat(200)]) {
		const sample = readHeartbeat(bytes(JSON.stringify({ server: { id, name: 'x' }, statsz: {} })), 0);
		expect(sample, id).toBeUndefined();
	}
});

test('every text of the corpus has its place in the runs', () => {
	expect(new Set(hostileTexts).size).toBe(hostileTexts.length);
});
