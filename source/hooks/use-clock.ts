// One tick a second for every age on screen.

import { useEffect, useState } from 'react';

/** Our time, renewed every second; on a stopped clock (`running` false) the last one. */
export const useClock = (running: boolean): number => {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		if (!running) return;
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, [running]);
	return now;
};
