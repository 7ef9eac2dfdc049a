/** Where the browsers are, and how to get them: as the system's own packages. */
import { aptInstall, canInstallPrograms, findProgram } from './install.mjs';

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {() => Record<string, string> | null} find its programs' paths, or null when one is missing
 * @property {string[]} packages Debian packages that bring it
 * @property {string} advice what to do where apt-get cannot
 */

/** @type {Browser} */
export const CHROMIUM = {
  name: 'Chromium',
  find: () =>
    all({
      browser: findProgram([
        process.env.CHROME_PATH,
        'chromium',
        'chromium-browser',
        'google-chrome-stable',
        'google-chrome',
        'microsoft-edge',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      ]),
    }),
  packages: ['chromium'],
  advice: 'Install Chromium or Google Chrome, or name its program in CHROME_PATH.',
};

/** @type {Browser} */
export const FIREFOX = {
  name: 'Firefox',
  find: () =>
    all({
      browser: findProgram([
        process.env.FIREFOX_PATH,
        'firefox-esr',
        'firefox',
        '/Applications/Firefox.app/Contents/MacOS/firefox',
      ]),
    }),
  packages: ['firefox-esr'],
  advice: 'Install Firefox, or name its program in FIREFOX_PATH.',
};

/** @type {Browser} */
export const WEBKIT = {
  name: 'WebKit',
  find: () =>
    all({
      driver: findProgram(['WebKitWebDriver']),
      browser: findProgram(
        [process.arch === 'arm64' ? 'aarch64' : 'x86_64'].flatMap((machine) => [
          `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
          `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.0/MiniBrowser`,
        ]),
      ),
      display: findProgram(['Xvfb']),
    }),
  packages: ['webkit2gtk-driver', 'xvfb'],
  advice: 'It needs WebKitGTK’s driver and browser and Xvfb (Debian: webkit2gtk-driver xvfb).',
};

/** @param {Record<string, string | null>} programs @returns {Record<string, string> | null} */
function all(programs) {
  return Object.values(programs).includes(null) ? null : /** @type {Record<string, string>} */ (programs);
}

/** Makes sure of a browser; says how to get it if that is impossible. @param {Browser} browser @returns {boolean} */
export function ensureBrowser(browser) {
  if (browser.find()) return true;
  if (canInstallPrograms() && aptInstall(browser.packages) && browser.find()) return true;
  console.error(`${browser.name} is missing and could not be installed. ${browser.advice}`);
  return false;
}
