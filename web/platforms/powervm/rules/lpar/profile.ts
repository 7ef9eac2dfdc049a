/** What the console writes down on the target. */
import { sourced } from '../ground.ts';
import { type Rule, spot, TYPES } from '../rule.ts';

const LONGEST_NAME = 31;

const name: Rule = {
  id: 'profile-name-valid',
  types: TYPES.AIS,
  looks: ['L.name'],
  severity: 'error',
  about: `The profile name that was asked for has at most ${LONGEST_NAME} characters.`,
  reason: 'The console takes no longer ones.',
  ground: sourced('help'),
  *check({ lpar, options: { profileName } }) {
    if (profileName === null || (profileName.length > 0 && profileName.length <= LONGEST_NAME)) return;
    yield {
      on: [spot(lpar, 'name')],
      message: `“${profileName}” has ${profileName.length} characters.`,
      remedy: `Give a name of 1 to ${LONGEST_NAME} characters with -n.`,
    };
  },
};

const overwrite: Rule = {
  id: 'profile-overwrite',
  types: TYPES.AIS,
  looks: ['L.profiles', 'L.currentProfile'],
  severity: 'warning',
  about: 'The profile that the console writes on the target replaces none.',
  reason: 'The console saves the partition as it is into the profile that is named with the move.',
  ground: sourced('help'),
  *check({ lpar, options: { profileName } }) {
    if (profileName === null || !lpar.profiles.some((profile) => profile.name === profileName)) return;
    yield {
      on: [spot(lpar, 'profiles')],
      message: `The profile ${profileName} of ${lpar.name} will be overwritten.`,
      remedy: 'Give another name with -n.',
    };
  },
};

const policy: Rule = {
  id: 'inactive-policy',
  types: TYPES.I,
  looks: ['S.inactivePolicy', 'L.profiles', 'L.memoryMb', 'L.procUnits', 'L.procs'],
  severity: 'warning',
  about: 'Configuration and profile of the partition say the same.',
  reason: 'The server’s policy decides which of the two the target has to supply.',
  ground: sourced('servers'),
  *check({ lpar, source }) {
    const profile = lpar.profiles.find((each) => each.name === lpar.currentProfile) ?? lpar.profiles[0];
    if (!profile || profile.memoryMb.desired === lpar.memoryMb.desired) return;
    const taken = source.inactivePolicy === 'prof' ? 'profile' : 'configuration';
    yield {
      on: [spot(source, 'inactivePolicy'), spot(lpar, 'profiles'), spot(lpar, 'memoryMb')],
      message: `${lpar.name} has ${lpar.memoryMb.desired} MB in its configuration and ${profile.memoryMb.desired} MB in the profile ${profile.name}; the policy of ${source.name} takes the ${taken}.`,
      remedy: 'Change the policy with migrlpar -o set -r sys, where the other one is meant.',
    };
  },
};

export const PROFILE_RULES: readonly Rule[] = [name, overwrite, policy];
