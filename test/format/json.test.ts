// JSON for reading: valid, compact where it fits, broken where it does not.

import { expect, test } from 'vitest';
import { jsonLines } from '../../source/format/json.ts';

const event = {
	type: 'client_disconnect',
	server: { name: 'west-3', id: 'NDX7', cluster: 'west', ver: '2.11.9' },
	replicas: [
		{ name: 'a', current: true },
		{ name: 'b', current: false },
	],
	empty: {},
	none: [],
	reason: null,
};

test('an object has one member a line, nested ones stay on it where they fit', () => {
	expect(jsonLines(event, 84)).toEqual([
		'{',
		'  "type": "client_disconnect",',
		'  "server": { "name": "west-3", "id": "NDX7", "cluster": "west", "ver": "2.11.9" },',
		'  "replicas": [{ "name": "a", "current": true }, { "name": "b", "current": false }],',
		'  "empty": {},',
		'  "none": [],',
		'  "reason": null',
		'}',
	]);
});

test('a nested object that is too wide is broken between its members', () => {
	const lines = jsonLines(event, 48);
	expect(lines.slice(2, 6)).toEqual([
		'  "server": { "name": "west-3", "id": "NDX7",',
		'    "cluster": "west", "ver": "2.11.9" },',
		'  "replicas": [{ "name": "a", "current": true },',
		'    { "name": "b", "current": false }],',
	]);
});

test('the lines parse back to the value at every width', () => {
	for (const columns of [1, 20, 40, 60, 100, 200]) {
		expect(JSON.parse(jsonLines(event, columns).join('\n'))).toEqual(event);
	}
	for (const value of [1, 'text', null, true, [], [1, 2, [3]], { 'a "b"': 'c\nd' }]) {
		expect(JSON.parse(jsonLines(value, 10).join('\n'))).toEqual(value);
	}
});
