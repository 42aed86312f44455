// References to credentials, creds files as nsc writes them, and what is said of bad ones.

import { createUser } from '@nats-io/nkeys';
import { beforeAll, describe, expect, test } from 'vitest';
import { createOperatorWith } from '../../../source/demo/operator.ts';
import { resolveCredential } from '../../../source/nats/connect/credentials.ts';
import { SettingsError } from '../../../source/nats/connect/settings.ts';
import { parseCreds, parseSeed } from '../../../source/nats/connect/user-jwt.ts';
import { environmentOf } from '../../helpers/environment.ts';

const resolve = (
	reference: string,
	files: Readonly<Record<string, string>> = {},
	env: Readonly<Record<string, string>> = {},
) => resolveCredential(reference, 'creds', 'path', environmentOf(files, env));

describe('a reference', () => {
	test('without a scheme is a path, or what it says', () => {
		expect(resolve('~/a.creds', { '/home/ada/a.creds': 'x' })).toEqual({
			text: 'x',
			from: '/home/ada/a.creds',
		});
		expect(resolve('$DIR/a', { '/d/a': 'x' }, { DIR: '/d' }).from).toBe('/d/a');
		expect(resolveCredential('s3cret', 'token', 'literal', environmentOf()).text).toBe('s3cret');
	});

	test('to a file, a variable or inline data is followed, whatever the case of its scheme', () => {
		expect(resolve('file:///etc/a', { '/etc/a': 'x' }).text).toBe('x');
		expect(resolve('FILE://~/a', { '/home/ada/a': 'x' }).text).toBe('x');
		expect(resolve('env://CREDS', {}, { CREDS: 'x' })).toEqual({ text: 'x', from: 'env://CREDS' });
		expect(resolve('data:;base64,aGk=').text).toBe('hi');
		expect(resolve('data:text/plain;base64,aGk=').text).toBe('hi');
	});

	test("to nsc's user is found in nsc's data folder", () => {
		const path = '/home/ada/.local/share/nats/nsc/keys/creds/O/A/u.creds';
		expect(resolve('nsc://O/A/u', { [path]: 'x' })).toEqual({ text: 'x', from: path });
		const xdg = '/xdg/nats/nsc/keys/creds/O/A/u.creds';
		expect(resolve('nsc://O/A/u', { [xdg]: 'x' }, { XDG_DATA_HOME: '/xdg' }).from).toBe(xdg);
	});

	test("to nsc's user is found in the old ~/.nkeys and where NKEYS_PATH says", () => {
		const old = '/home/ada/.nkeys/creds/O/A/u.creds';
		expect(resolve('nsc://O/A/u', { [old]: 'x' }).from).toBe(old);
		expect(resolve('nsc://O/A/u', { '/k/creds/O/A/u.creds': 'x' }, { NKEYS_PATH: '/k' }).text).toBe('x');
		expect(resolve('nsc://O/A/u?keystore=/k', { '/k/creds/O/A/u.creds': 'x' }).text).toBe('x');
	});

	test("to nsc's user need not mind capitals, and may escape its name", () => {
		const path = '/home/ada/.nkeys/creds/My Op/A/u.creds';
		expect(resolve('nsc://my%20op/a/U', { [path]: 'x' }).from).toBe(path);
	});

	test.each([
		['/no/file', 'cannot read the creds file /no/file: no such file'],
		['env://NOT_SET', 'the creds is env://NOT_SET, and NOT_SET is not set'],
		['data:;base64,!!', 'the creds is a data: reference that is not ;base64, followed by base64'],
		['data:,hello', 'the creds is a data: reference that is not ;base64, followed by base64'],
		['nsc://O/A', 'the creds nsc://O/A is not of the form nsc://Operator/Account/User'],
		['nsc://O/../u', 'the creds nsc://O/../u is not of the form nsc://Operator/Account/User'],
		[
			'nsc://O/A/u',
			"the creds nsc://O/A/u is not in nsc's folder /home/ada/.local/share/nats/nsc/keys or /home/ada/.nkeys",
		],
		['op://vault/item/field', /1Password is not supported/],
	])('%s that leads nowhere is said so in one sentence', (reference, message) => {
		expect(() => resolve(reference)).toThrow(
			typeof message === 'string' ? new SettingsError(message) : message,
		);
	});
});

describe('a creds file', () => {
	const lines = (jwt: string, seed: string, end = '\n') =>
		`-----BEGIN NATS USER JWT-----\n${jwt}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${seed}\n------END USER NKEY SEED------${end}`;
	let user: { jwt: string; seed: string; creds: Uint8Array };
	let account = '';
	let key = '';

	beforeAll(async () => {
		const operator = await createOperatorWith(['APP'], false);
		account = operator.accounts.get('APP')?.key ?? '';
		user = await operator.createUser('APP', { name: 'ada', expires: 2_000_000_000_000 });
		key = parseCreds(lines(user.jwt, user.seed), 'a.creds').claims.user;
	});

	test('tells its user, account and expiry', () => {
		expect(parseCreds(new TextDecoder().decode(user.creds), 'a.creds')).toEqual({
			jwt: user.jwt,
			seed: user.seed,
			claims: { user: key, name: 'ada', account, expiresAt: 2_000_000_000_000, bearer: false, limits: [] },
		});
	});

	test('may name its user as it likes, and last for ever', async () => {
		const operator = await createOperatorWith(['APP'], false);
		const odd = await operator.createUser('APP', { name: 'a\x1b[2Jda', expires: 1e18 });
		const { claims } = parseCreds(lines(odd.jwt, odd.seed), 'a.creds');
		expect(claims.name).toBe('a·[2Jda');
		expect(claims).not.toHaveProperty('expiresAt');
	});

	test('may have Windows line ends, or none at the end', () => {
		expect(parseCreds(lines(user.jwt, user.seed).replaceAll('\n', '\r\n'), 'a').jwt).toBe(user.jwt);
		expect(parseCreds(lines(user.jwt, user.seed, ''), 'a').seed).toBe(user.seed);
	});

	test('that is wrong is named, and never shown', () => {
		const stranger = new TextDecoder().decode(createUser().getSeed());
		const tampered = user.jwt.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
		const wrong: [string, string][] = [
			['garbage', 'a.creds is not a creds file'],
			['', 'a.creds is not a creds file'],
			[lines('', user.seed), 'there is no user JWT in a.creds'],
			[lines(user.jwt, ''), 'there is no user nkey seed in a.creds'],
			[lines('eyJ.x.y', user.seed), 'the user JWT in a.creds is malformed'],
			[lines(tampered, user.seed), 'the user JWT in a.creds is malformed'],
			[lines(user.jwt, 'SUAGARBAGE'), 'the nkey seed in a.creds is malformed'],
			[lines(user.jwt, 'SAAGARBAGE'), 'there is no user nkey seed (SU…) in a.creds'],
			[lines(user.jwt, stranger), 'the nkey seed in a.creds does not belong to its user JWT'],
		];
		for (const [text, message] of wrong) {
			expect(() => parseCreds(text, 'a.creds'), text).toThrow(new SettingsError(message));
		}
	});

	test('of an nkey may be the bare seed', () => {
		expect(parseSeed(`${user.seed}\n`, 'a.nk')).toBe(user.seed);
		expect(parseSeed(lines(user.jwt, user.seed), 'a.nk')).toBe(user.seed);
		expect(() => parseSeed('nothing', 'a.nk')).toThrow('there is no user nkey seed (SU…) in a.nk');
	});
});
