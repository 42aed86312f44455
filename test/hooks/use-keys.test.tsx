// The keyboard through Ink: what a component hears when bytes arrive on stdin.

import { setTimeout as delay } from 'node:timers/promises';
import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useKeys } from '../../source/hooks/use-keys.ts';
import { waitFor } from '../helpers/wait-for.ts';

const esc = '\u001B';

const Listener = ({ typing = false }: { typing?: boolean }) => {
	const [keys, setKeys] = useState<readonly string[]>([]);
	useKeys(
		(key) => setKeys((held) => [...held, key]),
		() => typing,
	);
	return <Text>{`heard: ${keys.join(' ')}`}</Text>;
};

let app: ReturnType<typeof render> | undefined;

afterEach(() => app?.unmount());

/** Writes what is given, one chunk after the other, and gives what was heard once that is `wanted`. */
const hears = async (chunks: readonly string[], wanted: string, typing = false): Promise<void> => {
	app = render(<Listener typing={typing} />);
	const { stdin, lastFrame } = app;
	await waitFor(() => stdin.listenerCount('readable') > 0, { what: 'Ink listens to stdin' });
	for (const chunk of chunks) stdin.write(chunk);
	await waitFor(() => expect(lastFrame()).toBe(`heard: ${wanted}`), { what: `the keys ${wanted}` });
};

test('keys that arrive in one read are heard one by one, in order', async () => {
	await hears(['jjkR'], 'j j k R');
});

test('arrows, Enter, Tab and Control keys have names', async () => {
	await hears(
		[`${esc}[A`, `${esc}[B`, '\r', '\t', `${esc}[Z`, '\u0004'],
		'up down enter tab shift+tab ctrl+d',
	);
});

test('an Escape by itself is heard once no tail can come any more', async () => {
	await hears([esc], 'escape');
});

test('a bracket is text where somebody types', async () => {
	await hears(['w[12]'], 'w [ 1 2 ]', true);
});

test('a bracket is a key at once, and the beginning of a sequence behind an Escape', async () => {
	await hears(['[', 'A', '[5~', `${esc}[`, 'B'], '[ A [ 5 ~ down');
});

test('a report of the mouse that a slow link brings in pieces is no key, nor is one that is cut', async () => {
	const report = `${esc}[<0;10;5M`;
	for (let at = 2; at < report.length; at++) {
		await hears(['j'], 'j');
		app?.stdin.write(report.slice(0, at));
		// Longer than Ink waits for the rest.
		await delay(60);
		app?.stdin.write(report.slice(at));
		app?.stdin.write('k');
		await waitFor(() => expect(app?.lastFrame()).toBe('heard: j k'), {
			what: `no key of a report cut at ${at}`,
		});
		app?.unmount();
	}
	await hears(['j', `${esc}[<0;10`], 'j');
	await delay(300);
	expect(app?.lastFrame()).toBe('heard: j');
	app?.stdin.write(`${esc}[A`);
	await waitFor(() => expect(app?.lastFrame()).toBe('heard: j up'), { what: 'the arrow' });
});
