// Reloads that overlap: what came of one is never told as the answer to another question.

import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../source/hooks/session.ts';
import { type Reload, type SendReload, useReload } from '../../source/hooks/use-reload.ts';
import type { ReloadOutcome } from '../../source/nats/reload.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { serverInfo } from '../helpers/samples.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

type HostProps = { monitor: Session; sendReload: SendReload; give: (reload: Reload) => void };

const Host = ({ monitor, sendReload, give }: HostProps) => {
	const reload = useReload(monitor.acting, 1000, sendReload);
	give(reload);
	return <Text>{reload.state.step}</Text>;
};

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

test('an answer to an earlier question leaves the later one open', async () => {
	const seen = watch({ servers: [...cluster.urls], creds: cluster.creds.sys });
	await seen.until('n1', 'the server', ({ statsz }) => statsz !== undefined);
	const answers = new Map<string, (outcome: ReloadOutcome) => void>();
	const sendReload: SendReload = (_, id) => new Promise((resolve) => answers.set(id, resolve));
	let reload: Reload | undefined;
	const give = (given: Reload) => {
		reload = given;
	};
	const { lastFrame, unmount } = render(<Host {...{ monitor: seen.monitor, sendReload, give }} />);
	const shows = (step: string) => waitFor(() => lastFrame() === step, { what: step });

	reload?.ask();
	await shows('asked');
	const first = reload?.send?.(serverInfo({ id: 'N1', name: 'n1' }));
	await shows('sending');
	reload?.ask();
	await shows('asked');
	answers.get('N1')?.({ state: { step: 'refused', code: 500, description: 'no' } });
	expect(await first).toMatchObject({ end: { step: 'refused' }, overtaken: true });
	expect((await seen.event('RELOAD')).text).toBe('reload refused: 500 no');
	expect(lastFrame()).toBe('asked');

	const second = reload?.send?.(serverInfo({ id: 'N2', name: 'n2' }));
	await shows('sending');
	answers.get('N2')?.({ state: { step: 'unsupported' } });
	expect(await second).toMatchObject({ end: { step: 'unsupported' }, overtaken: false });
	await shows('unsupported');
	unmount();
	await seen.stop();
});
