// The last message of a subject: while it is asked for, as it is, scrolled, and where there is none.

import { expect, test } from 'vitest';
import type { MessageDialog } from '../../source/dialogs/message.ts';
import { dialogBox } from '../../source/dialogs/registry.ts';
import { now } from '../fixtures/fleet.ts';
import { dialogFacts, plain, press } from '../helpers/dialogs.tsx';

const lines = Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n');

const dialog: MessageDialog = {
	name: 'message',
	target: { stream: 'ORDERS', subject: 'orders.eu', name: 'orders.eu' },
	state: {
		step: 'there',
		message: {
			...{ subject: 'orders.eu', seq: 9_112_408, time: now, size: 5000, isCut: true },
			...{ headers: ['Nats-Msg-Id: 7'], text: lines },
		},
	},
	scroll: 0,
};

const boxOf = (shown: MessageDialog): string =>
	plain(dialogBox(shown, dialogFacts({ screen: { columns: 80, rows: 24 } }))).join('\n');

test('a message is shown with its sequence, its time, its headers, and that it is cut', () => {
	const box = boxOf(dialog);
	expect(box).toContain('Last message of orders.eu');
	expect(box).toContain('seq 9,112,408');
	expect(box).toContain('the first 4K shown');
	expect(box).toContain('Nats-Msg-Id: 7');
	expect(box).toContain('line 0');
	expect(box).not.toContain('line 30');
});

test('a long message scrolls, and never past its end', () => {
	let shown = dialog;
	for (let count = 0; count < 90; count++) {
		const step = press(shown, 'j').dialog;
		if (step?.name === 'message') shown = step;
	}
	expect(boxOf(shown)).toContain('line 59');
	expect(boxOf(shown)).not.toContain('line 20 ');
});

test('Escape, Enter and the key that opened it close it, and nothing else is done', () => {
	for (const key of ['escape', 'enter', 'q', 'L']) expect(press(dialog, key)).toEqual({});
});

test('a subject without a message says why, in the words of the server', () => {
	const box = boxOf({ ...dialog, state: { step: 'none', words: '404 no message found' } });
	expect(box).toContain('There is none: 404 no message found.');
	expect(boxOf({ ...dialog, state: { step: 'asking' } })).toContain('Asking for its last message');
});
