// One tick a second for every age on screen.

import { useEffect, useState } from 'react';

/** The time, renewed every second. */
export const useClock = (clock: () => number): number => {
	const [now, setNow] = useState(clock);
	useEffect(() => {
		const timer = setInterval(() => setNow(clock()), 1000);
		return () => clearInterval(timer);
	}, [clock]);
	return now;
};
