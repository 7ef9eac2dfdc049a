import { useChromium } from './harness.ts';
import { describePage } from './page-checks.ts';

const chromium = useChromium();
describePage((options) => chromium.open(options));
