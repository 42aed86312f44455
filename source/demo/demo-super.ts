// Gives the demo of two clusters what one cluster does not have: a route that is cut and restored, and life behind a leafnode.

import type { Schedule } from './schedule.ts';
import type { SuperCluster } from './super-cluster.ts';

/** The servers whose routes are cut: clients of one then do not hear those of the other. */
const [here, there] = ['west-1', 'west-3'];

/** Milliseconds from the start to the first cut, of a cut, and to the next one. */
const calm = 30_000;
const cutFor = 45_000;
const wholeFor = 60_000;

/** Cuts the routes between two servers and restores them, again and again. */
export const cutRoutes = ({ routes }: SuperCluster, schedule: Schedule): void => {
	schedule.repeat(
		[wholeFor, wholeFor],
		async () => {
			routes.cut(here, there);
			await schedule.stay(cutFor);
			routes.restore(here, there);
		},
		calm,
	);
};

/** Connects a shop to the leafnode: it sells, and hears of the stock. */
export const visitLeaf = async (cluster: SuperCluster, schedule: Schedule): Promise<void> => {
	const client = await cluster.connectAs('APP', {
		...{ servers: cluster.leafUrl, maxReconnectAttempts: -1 },
		...{ name: 'shop', lang: 'rust', version: '0.45.0', user: 'shop' },
	});
	client.subscribe('stock.>', { callback: () => {} });
	const sale = new Uint8Array(300).fill(120);
	schedule.repeat([150, 350], () => client.publish('cart.changed', sale));
};
