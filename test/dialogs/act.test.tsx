// The dialogs that kick a connection and ask one to move: their keys, and what they say.

import { describe, expect, test } from 'vitest';
import type { ActDialog } from '../../source/dialogs/act.ts';
import type { ActState, ConnectionTarget } from '../../source/model/connection-act.ts';
import { connectionsSnapshot } from '../fixtures/connections.ts';
import { expectApp, sizes } from '../helpers/app-screen.tsx';
import { boxText, press } from '../helpers/dialogs.tsx';

const row = connectionsSnapshot().rows.find(({ last }) => last.name === 'svc-reports');

const target: ConnectionTarget = {
	server: { id: row?.last.server.id ?? '', name: 'east-2', version: '2.12.1' },
	...{ cid: 90_114, kind: 'client', name: 'svc-reports', clientName: 'svc-reports' },
	...{ account: 'APP', accountName: 'APP', user: 'reports', ip: '10.3.7.88' },
	facts: '10.3.7.88   go 1.38.0   up 2h12m   14 subs',
	pending: 40_000_000,
};
const kick: ActDialog = { name: 'act', act: 'kick', target };
const move: ActDialog = { name: 'act', act: 'move', target };
const stayed: ActState = { step: 'accepted', ms: 2, isOver: true };

test('the question is answered by y alone, and no by everything that closes, Enter too', () => {
	expect(press(kick, 'y')).toEqual({ dialog: kick, effect: { do: 'act', act: 'kick', target } });
	for (const key of ['X', 'D', 'Y', 'space', 'j']) expect(press(kick, key)).toEqual({ dialog: kick });
	for (const key of ['n', 'enter', 'escape', 'q', 'ctrl+c']) expect(press(kick, key)).toEqual({});
});

test('nothing can be sent where that is off, or the server is too old', () => {
	expect(press(kick, 'y', { off: 'read-only' })).toEqual({ dialog: kick });
	const old: ActDialog = { ...kick, target: { ...target, server: { ...target.server, version: '2.9.10' } } };
	expect(press(old, 'y')).toEqual({ dialog: old });
	expect(boxText(old)).toContain('That needs nats-server 2.10.0; east-2 is 2.9.10.');
	const leaf: ActDialog = { ...move, target: { ...target, kind: 'leaf' } };
	expect(press(leaf, 'y')).toEqual({ dialog: leaf });
});

test('one that was named by its number is not said to be anything else', () => {
	const bare: ActDialog = {
		...kick,
		target: { ...target, name: '', facts: '', user: undefined, pending: undefined },
	};
	const text = boxText(bare);
	expect(text).toContain('cid 90114 on east-2; nothing more is known of it here');
	expect(text).not.toMatch(/User|Address|Pending/);
	expect(text).toContain('kick cid 90114');
});

test('the question says so where the connection is that of natstop itself', () => {
	const own = { id: target.server.id, cid: target.cid };
	expect(boxText(kick, { own })).toContain('This is the connection of this natstop');
	expect(boxText(kick, { own: { ...own, cid: 1 } })).not.toContain('this natstop');
	expect(boxText(kick, { own: { id: target.server.id } })).not.toContain('this natstop');
});

test('c copies what does the same from a shell', () => {
	expect(press(kick, 'c').effect).toEqual({
		...{ do: 'copy', what: 'the command', text: `nats server request kick 90114 ${target.server.id}` },
	});
	expect(press(move, 'c').effect).toMatchObject({
		text: `nats req '$SYS.REQ.SERVER.${target.server.id}.LDM' '{"cid":90114}'`,
	});
});

test('who was asked to move and stayed can be kicked instead, after another question', () => {
	expect(press(move, 'X', { act: stayed })).toEqual({ dialog: kick, effect: { do: 'ask-act' } });
	expect(press(kick, 'X', { act: stayed })).toEqual({ dialog: kick });
	expect(boxText(move, { act: stayed })).toContain('still connected after 30s');
});

test('what came of it is told step by step', () => {
	const end = { ms: 4, reason: 'Kicked', inMsgs: 88_100, outMsgs: 310_000_000 };
	const back = { ms: 2100, cid: 90_288, server: 'east-3' };
	expect(boxText(kick, { act: { step: 'accepted', ms: 3, isOver: false } })).toContain('waiting for its end');
	const text = boxText(kick, { act: { step: 'accepted', ms: 3, isOver: true, end, back } });
	expect(text).toContain('accepted in 3ms');
	expect(text).toContain('closed after 4ms: Kicked; in 88.1K, out 310M');
	expect(text).toContain('back after 2.1s as cid 90288 on east-3');
	const lost = boxText(kick, { act: { step: 'accepted', ms: 3, isOver: true, end } });
	expect(lost).toContain('not seen to come back within 10s');
});

test('a refusal is told in the words of the server, with what became of the connection', () => {
	const refused: ActState = {
		...{ step: 'refused', code: 500, description: 'no such client or leafnode id' },
		after: { is: 'closed', stop: Date.UTC(2026, 10, 27, 12, 4, 58), reason: 'Client Closed' },
	};
	const text = boxText(kick, { act: refused });
	expect(text).toContain('500 no such client or leafnode id');
	expect(text).toMatch(/It had left before: cid 90114 closed at \d\d:04:58,\s+Client\s+Closed\./);
	expect(press(kick, 'y', { act: refused }).effect).toEqual({
		...{ do: 'copy', text: '500 no such client or leafnode id', what: 'the error' },
	});
});

describe('the questions over the connections', () => {
	test.each(sizes)('at $columns x $rows, ascii: $ascii', async (size) => {
		await expectApp('kick-question', { size }, ['4', 'X']);
		await expectApp('move-question', { size }, ['4', 'D']);
	});

	test('read-only mode says that it is', () =>
		expectApp('kick-read-only', { size: sizes[0], config: { readOnly: true } }, ['4', 'X']));
});
