// Contexts as the nats CLI writes them.

import { describe, expect, test } from 'vitest';
import { findContext, knownContexts, loadContext } from '../../../source/nats/connect/context.ts';
import { SettingsError } from '../../../source/nats/connect/settings.ts';
import { environmentOf } from '../../helpers/environment.ts';

const folder = '/home/ada/.config/nats';
const file = (name: string) => `${folder}/context/${name}.json`;

describe('a context', () => {
	test('is none where none is selected', () => {
		expect(findContext(undefined, environmentOf())).toBeUndefined();
		expect(findContext(undefined, environmentOf({ [`${folder}/context.txt`]: '\n' }))).toBeUndefined();
	});

	test('is found by name, below XDG_CONFIG_HOME where that is set', () => {
		const environment = environmentOf(
			{ '/xdg/nats/context/prod.json': '{"url":"nats://a"}' },
			{ XDG_CONFIG_HOME: '/xdg' },
		);
		expect(loadContext('prod', environment)).toEqual({
			name: 'prod',
			path: '/xdg/nats/context/prod.json',
			fields: { url: 'nats://a' },
		});
	});

	test('is found by a path that ends in .json', () => {
		const environment = environmentOf({ '/home/ada/ctx/a.json': '{"token":"t"}' });
		expect(loadContext('~/ctx/a.json', environment)).toMatchObject({ name: 'a', fields: { token: 't' } });
	});

	test('counts empty fields as not set', () => {
		const environment = environmentOf({ [file('a')]: '{"url":"nats://a","user":"","creds":""}' });
		expect(loadContext('a', environment).fields).toEqual({ url: 'nats://a' });
	});

	test('that does not exist is an error with the file and the known ones', () => {
		const environment = environmentOf({
			[file('b')]: '{}',
			[file('a')]: '{}',
			[`${folder}/context.txt`]: 'gone',
		});
		expect(knownContexts(environment)).toEqual(['a', 'b']);
		expect(() => findContext(undefined, environment)).toThrow(
			new SettingsError(`context gone: ${file('gone')}: no such file; known contexts: a, b`),
		);
		expect(() => loadContext('x', environmentOf())).toThrow(
			new SettingsError(`context x: ${file('x')}: no such file; there are no contexts`),
		);
	});

	test.each([
		['{"url":', `the context file ${file('a')} is not valid JSON`],
		['"text"', `the context file ${file('a')} holds no JSON object`],
		['{"url":5}', `the context file ${file('a')} is wrong: url must be string`],
		[
			'{"socks_proxy":"socks5://x"}',
			`context a: SOCKS proxies (socks_proxy in ${file('a')}) are not supported`,
		],
		[
			'{"nsc":"nsc://O/A/u"}',
			`context a: the deprecated field nsc in ${file('a')} is not supported; write "creds": "nsc://O/A/u" and a url instead`,
		],
	])('that says %s is refused by name', (json, message) => {
		expect(() => loadContext('a', environmentOf({ [file('a')]: json }))).toThrow(new SettingsError(message));
	});

	test('cannot be named out of its folder', () => {
		expect(() => loadContext('../../etc/x', environmentOf())).toThrow(/is no name of a context/);
	});
});
