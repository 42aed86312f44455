// Payloads before they are kept: nothing secret in them, no line break, and the same bytes where there is nothing to hide.

import { expect, test } from 'vitest';
import { safeBytes, safeStatistics } from '../../source/recording/safe-bytes.ts';

const safe = (text: string, hideUser = false): string =>
	Buffer.from(safeBytes(Buffer.from(text), hideUser)).toString();

test('a payload without anything to hide is kept byte by byte', () => {
	const payload = Buffer.from('{"server":{"name":"a"},"statsz":{"mem":1}}');
	expect(safeBytes(payload)).toBe(payload);
});

test('secrets are taken out of a payload however they are written', () => {
	const seed = `SU${'A'.repeat(56)}`;
	for (const text of [
		`{"a":"${seed}"}`,
		'{"url":"nats://alice:hunter2@127.0.0.1"}',
		'{"Password":"hunter2"}',
		'{"passw\\u006frd":"hunter2"}',
		'{"jwt":"eyJhbGciOiJlZDI1.eyJqdGkiOiJ4.c2ln"}',
	])
		expect(safe(text)).not.toMatch(/hunter2|eyJ|SUAAA/);
	expect(safe('{"client":{"user":"token"}}', true)).not.toContain('token');
});

test('a payload of several lines becomes one line, and one that is no JSON an empty object', () => {
	expect(safe('{\n "a": 1\r\n}')).toBe('{"a":1}');
	expect(safe('no json\n')).toBe('{}');
});

test('statistics of a service are kept without what its own program adds to them', () => {
	const statistics = { name: 'cart', endpoints: [{ name: 'get', num_requests: 3, data: { card: '4111' } }] };
	const safe = JSON.parse(Buffer.from(safeStatistics(Buffer.from(JSON.stringify(statistics)))).toString());
	expect(safe).toEqual({ name: 'cart', endpoints: [{ name: 'get', num_requests: 3 }] });
	const ping = Buffer.from('{"name":"cart","id":"x"}');
	expect(safeStatistics(ping)).toBe(ping);
	expect(Buffer.from(safeStatistics(Buffer.from('"data"'))).toString()).toBe('{}');
});
