// What must not be seen: JWTs, seeds, tokens, passwords in URLs.

import { createUser } from '@nats-io/nkeys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../../source/nats/read.ts';
import { longestText } from '../../source/system/clean.ts';
import { redactPayload, redactsTokens, redactText, redactUser } from '../../source/system/redact.ts';
import { capture, captured, capturesOf } from '../helpers/capture.ts';

const pair = createUser();
const seed = new TextDecoder().decode(pair.getSeed());
const publicKey = pair.getPublicKey();
const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJhdWQiOiJOQVRTIiwibmFtZSI6ImEifQ.c2ln-_x';

describe('text', () => {
	test('has no JWT, whole or cut off', () => {
		expect(redactText(`before ${jwt} after`)).toBe('before [jwt] after');
		expect(redactText(jwt.slice(0, 80))).toBe('[jwt]');
	});

	test('has no seed, but keeps public keys', () => {
		expect(redactText(`${seed} ${publicKey}`)).toBe(`[seed] ${publicKey}`);
	});

	test('has no user and password in a URL', () => {
		expect(redactText('nats://ada:secret@example.com:4222, nats://token@b')).toBe(
			'nats://[credentials]@example.com:4222, nats://[credentials]@b',
		);
		expect(redactText('mail ada@example.com')).toBe('mail ada@example.com');
	});

	test('has no part of a secret that stands where a long text is cut', () => {
		for (const secret of [seed, jwt]) {
			for (const before of [20, 40, 57, 60]) {
				const text = readText({ text: `${'x '.repeat((longestText - before) / 2)}${secret} tail` }, 'text');
				expect(text).not.toContain(secret.slice(0, 12));
			}
		}
	});

	test('loses tokens wherever one search after the other would find them', () => {
		const token = /eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g;
		const piece = fc.constantFrom('eyJ', '.', 'ab', 'abcdef', '-', ' ', 'x.eyJ');
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const text = pieces.join('');
				expect(redactText(text)).toBe(text.replace(token, '[jwt]'));
			}),
			{ numRuns: 2000 },
		);
	});

	test('made of beginnings of tokens costs what any other does', () => {
		// Looked through anew from each of them, this would not end in an hour.
		const text = 'eyJ'.repeat(300_000);
		expect(redactText(text)).toBe(text);
	});

	test('is not looked at to its end when it is made to be slow', () => {
		for (const piece of ['eyJ', 'a://']) {
			const text = readText({ text: piece.repeat(300_000) }, 'text');
			expect(text?.length).toBeLessThanOrEqual(longestText);
		}
	});
});

describe('the user of an event', () => {
	test('is hidden where old servers put the token', () => {
		expect(redactUser('SUPER-SECRET-TOKEN', '$G', '2.9.10')).toBe('[hidden]');
		expect(redactUser('SUPER-SECRET-TOKEN', undefined, '2.10.27')).toBe('[hidden]');
		expect(redactUser('SUPER-SECRET-TOKEN', '$G', undefined)).toBe('[hidden]');
	});

	test('is shown where it cannot be a token', () => {
		expect(redactUser('app', 'APP', '2.9.10')).toBe('app');
		expect(redactUser(publicKey, '$G', '2.9.10')).toBe(publicKey);
		expect(redactUser('[REDACTED]', '$G', '2.15.1')).toBe('[REDACTED]');
		expect(redactUser(undefined, '$G', '2.9.10')).toBeUndefined();
	});

	test.each([
		['2.9.10', false],
		['2.10.27', false],
		['2.10.28', true],
		['2.10.29-RC.1', true],
		['2.11.1', false],
		['2.11.2', true],
		['2.12.0', true],
		['3.0.0', true],
		['1.4.1', false],
		['', false],
		[undefined, false],
		['dev', false],
	])('of version %s is redacted by the server itself: %s', (version, itself) => {
		expect(redactsTokens(version)).toBe(itself);
	});
});

describe('a payload', () => {
	test('loses every field that is a credential, however it is written and however deep', () => {
		const payload = {
			a: [{ JWT: jwt, Token: 't', b: { auth_token: 't', seed, ok: 1 } }],
			cmdline: ['-p', 's'],
		};
		expect(redactPayload(payload, false)).toEqual({
			a: [{ JWT: '[removed]', Token: '[removed]', b: { auth_token: '[removed]', seed: '[removed]', ok: 1 } }],
			cmdline: '[removed]',
		});
	});

	test('loses secrets in keys and in texts, and what moves cursors', () => {
		expect(redactPayload({ [seed]: `\u001b[2J${jwt}` }, false)).toEqual({ '[seed]': '·[2J[jwt]' });
	});

	test('is given back as it is otherwise', () => {
		const payload = { a: 1, b: null, c: [true, 'x'], d: { e: 1.5 } };
		expect(redactPayload(payload, false)).toEqual(payload);
	});

	test('may be as deep as it likes', () => {
		let deep: unknown = jwt;
		for (let i = 0; i < 5000; i++) deep = { deep };
		expect(JSON.stringify(redactPayload(deep, false))).not.toContain('eyJ');
	});

	test('called __proto__ changes nothing but itself', () => {
		const result = redactPayload(JSON.parse('{"__proto__":{"polluted":true},"a":1}'), false);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect((result as Record<string, unknown>).polluted).toBeUndefined();
	});

	test.each(['2.15.1', '2.9.10'] as const)('of %s has no JWT left in any capture', (version) => {
		const names = capturesOf(version, '');
		expect(names.length).toBeGreaterThan(15);
		let withJwt = 0;
		for (const name of names) {
			if (new TextDecoder().decode(capture(version, name)).includes('eyJ')) withJwt++;
			expect(JSON.stringify(redactPayload(captured(version, name), false))).not.toContain('eyJ');
		}
		expect(withJwt).toBeGreaterThan(4);
	});
});
