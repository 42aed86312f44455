// Lists the clients of the demo: the services of an imagined shop, with their libraries, subjects and rates.

/** One kind of client. */
export type Role = {
	account: 'APP' | 'BATCH' | 'IOT' | 'KIOSK';
	name: string;
	/** How many clients of this kind, and whether their names end with a number. */
	count: number;
	isNumbered?: boolean;
	lang: string;
	version: string;
	/** Subjects that it subscribes to, with a queue group where several clients share the work. */
	listens?: readonly { subject: string; queue?: string; answers?: boolean }[];
	/** What it publishes: messages a second of each client on average, bytes a message. */
	speaks?: readonly { subject: string; rate: number; size: number; asks?: boolean }[];
};

const go = { lang: 'go', version: '1.48.0' };
const java = { lang: 'java', version: '2.25.1' };
const js = { lang: 'nats.js', version: '3.3.1' };
const python = { lang: 'python3', version: '2.12.0' };
const rust = { lang: 'rust', version: '0.45.0' };

/** The clients that stay for the whole demo. */
export const cast: readonly Role[] = [
	{
		...{ account: 'APP', name: 'web', count: 3, isNumbered: true, ...js },
		speaks: [
			{ subject: 'cart.changed', rate: 60, size: 420 },
			{ subject: 'orders.new', rate: 12, size: 900 },
		],
		listens: [{ subject: 'stock.>' }],
	},
	{
		...{ account: 'APP', name: 'svc-orders', count: 3, ...go },
		listens: [{ subject: 'orders.>', queue: 'orders' }],
		speaks: [
			{ subject: 'pay.authorize', rate: 8, size: 260, asks: true },
			{ subject: 'stock.reserved', rate: 20, size: 180 },
		],
	},
	{
		...{ account: 'APP', name: 'svc-pay', count: 2, ...java },
		listens: [{ subject: 'pay.>', queue: 'pay', answers: true }],
	},
	{
		...{ account: 'APP', name: 'svc-cart', count: 2, ...go },
		listens: [{ subject: 'cart.>' }],
		speaks: [{ subject: 'stock.asked', rate: 15, size: 120 }],
	},
	{
		...{ account: 'APP', name: 'svc-mail', count: 1, ...python },
		listens: [{ subject: 'orders.shipped' }],
	},
	{
		...{ account: 'IOT', name: 'gateway', count: 2, isNumbered: true, ...rust },
		speaks: [{ subject: 'telemetry.hall', rate: 140, size: 96 }],
	},
	{
		...{ account: 'IOT', name: 'dashboard', count: 3, isNumbered: true, ...js },
		listens: [{ subject: 'telemetry.>' }],
	},
	{
		...{ account: 'KIOSK', name: 'till', count: 5, isNumbered: true, ...java },
		speaks: [{ subject: 'sale.done', rate: 2, size: 300 }],
	},
	{
		...{ account: 'BATCH', name: 'scheduler', count: 1, ...java },
		speaks: [{ subject: 'jobs.nightly', rate: 3, size: 1500 }],
	},
];
