/**
 * The module `switchover` as it runs inside the sandbox: made from the API's description, it turns every call into a
 * message and every answer into what the typings promise. It runs before the script, holds on to what it needs of the
 * language, and takes away what would make a run depend on anything but its inputs.
 */

import type { Dimension } from '../model/quantities.ts';
import { CONSTANTS, ERRORS, FUNCTIONS, THINGS } from './api/module.ts';
import { factorOf, HELPERS, QUANTITY_CLASSES } from './api/quantity-classes.ts';
import { TAKE, THROWN } from './coroutines.ts';
import type { Thing } from './define.ts';
import { guards } from './guards.ts';

/** The name of what was thrown and is no error. */
export const NOT_AN_ERROR = 'thrown';
/** A call of the module itself: a name was asked for that is not there. */
export const ABSENT = '$absent';

/** They do nothing but wait: whoever does not wait for them has forgotten it. */
const AWAITED: readonly (keyof typeof FUNCTIONS)[] = ['sleep', 'ask'];

const table = () => ({
  functions: Object.keys(FUNCTIONS),
  things: Object.fromEntries(
    Object.entries(THINGS as Record<string, Thing>).map(([name, { has, can, awaits }]) => [
      name,
      { has: Object.keys(has), can: Object.keys(can), awaits: awaits !== undefined },
    ]),
  ),
  constants: CONSTANTS,
  quantities: Object.fromEntries(
    Object.entries(QUANTITY_CLASSES).map(([dimension, { name, as }]) => [
      dimension,
      {
        name,
        as: Object.fromEntries(
          Object.entries(as).map(([property, unit]) => [property, factorOf(dimension as Dimension, unit)]),
        ),
      },
    ]),
  ),
  helpers: Object.fromEntries(
    Object.entries(HELPERS).map(([name, { dimension, unit }]) => [
      name,
      { dimension, unit, factor: factorOf(dimension, unit) },
    ]),
  ),
  errors: Object.keys(ERRORS),
  absent: ABSENT,
  awaited: AWAITED,
  thrown: NOT_AN_ERROR,
  take: TAKE,
  located: THROWN,
});

/** Runs in the sandbox, never here: the text is what counts. */
const INSIDE = `
const { ask, keep } = globalThis.outside;
const { take, located } = table;
delete globalThis.outside;
const { parse, stringify } = plain;
const { create, defineProperty, freeze, getPrototypeOf, hasOwn, keys, setPrototypeOf } = Object;
const { isArray } = Array;
const { isFinite } = Number;
const { round } = Math;
const Failure = Error;
const Promised = Promise;
const TypeFailure = TypeError;
const Watcher = Proxy;
delete globalThis.Proxy;
const Plain = Object.prototype;
const failures = { Error, TypeError, RangeError };
const FAULT = Symbol('fault');

for (const name of table.errors) {
  failures[name] = { [name]: class extends Failure { get name() { return name; } } }[name];
}

const isFailure = (thrown) => thrown instanceof Failure;

function odd(key, value) {
  if (typeof value === 'object' && value !== null && hasOwn(value, '$ref') && !isThing(this[key], value))
    return { $odd: 'An object' };
  switch (typeof value) {
    case 'number': return isFinite(value) ? value : { $odd: value + '' };
    case 'bigint': return { $odd: value + 'n' };
    case 'function': return { $odd: 'A function' };
    case 'symbol': return { $odd: 'A symbol' };
    default: return value;
  }
}

/** Nobody but the module itself can say which thing is meant. */
function isThing(of, { $ref, id }) {
  return hasOwn(things, $ref) && things[$ref].knows(of) && things[$ref].idOf(of) === id;
}

function call(op, self, args) {
  const { stack } = new Failure();
  // What a script did to lists, texts and objects changes what it says, never what is asked, nor of whom.
  const request = '["' + op + '",' + self + ',' + (stringify(args, odd) ?? '[]') + ']';
  const { value, error } = parse(ask(request, typeof stack === 'string' ? stack : ''));
  if (error) throw failure(error);
  const answer = revive(value);
  if (table.awaited.includes(op)) put(idle, answer, { op, stack });
  return answer;
}

function failure({ name, message, findings, fault }) {
  const error = new (failures[name] ?? Failure)(message);
  if (findings) defineProperty(error, 'findings', { __proto__: null, value: findings });
  defineProperty(error, FAULT, { __proto__: null, value: fault });
  return error;
}

function revive(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (hasOwn(value, '$q')) return new quantities[value.$q](value.v, value.t);
  if (hasOwn(value, '$ref')) return thing(value.$ref, value.id);
  if (hasOwn(value, '$wait')) return wait(value.$wait);
  if (hasOwn(value, '$is')) {
    setPrototypeOf(value, absences[value.$is] ??= absent(value.$is));
    delete value.$is;
  }
  for (const key of keys(value)) value[key] = revive(value[key]);
  return freeze(value);
}

/** Stands behind everything that the module hands out: what it does not have would be undefined without a word. */
const KIND = Symbol('kind');
const watch = freeze({
  __proto__: null,
  get(plain, name) {
    if (typeof name === 'symbol' || name in plain || name === 'then' || name === 'toJSON') return plain[name];
    return call(table.absent, 0, [plain[KIND], name]) ?? undefined;
  },
  set(plain, name) { call(table.absent, 0, [plain[KIND], name + '']); },
});
const absent = (kind) => new Watcher(freeze(create(Plain, { [KIND]: { value: kind } })), watch);
const absences = create(null);

const own = (method) => Function.prototype.call.bind(method);
const { then } = Promised.prototype;
const onceThere = own(then);
const add = own(Set.prototype.add);
const drop = own(Set.prototype.delete);
const has = own(Set.prototype.has);
const put = own(Map.prototype.set);
const remove = own(Map.prototype.delete);
const forEach = own(Map.prototype.forEach);
/** Promises that nobody has taken, and those of them that failed, with what is to be said of it. */
const left = new Set();
const failed = new Map();
/** Of those that only wait, who made them. */
const idle = new Map();
function taken(promise) {
  drop(left, promise);
  remove(idle, promise);
}

function leave(promise) {
  onceThere(promise, () => drop(left, promise), (reason) => {
    if (has(left, promise)) put(failed, promise, describe(reason));
  });
  add(left, promise);
  return promise;
}

/** What was thrown last and is no error, and the stack that it would have. */
let bare = { thrown: null, stack: '' };
function locate(thrown) {
  if (!isFailure(thrown)) bare = { thrown, stack: new Failure().stack };
  return thrown;
}
defineProperty(globalThis, located, { value: locate });

// Whoever awaits a promise, or asks for what comes of it, first looks up what made it.
defineProperty(Promised.prototype, 'constructor', { get() { taken(this); return Promised; } });
defineProperty(Promised.prototype, 'then', { value: function then(resolve, reject) {
  taken(this);
  return leave(onceThere(this, resolve, reject));
} });

/** What a script knows by the name: each promise that is made by hand begins here. */
const { Promise: Given } = { Promise: function (executor) {
  if (!new.target) throw new TypeFailure('Write new before Promise.');
  const made = new Promised(typeof executor !== 'function' ? executor : (resolve, reject) =>
    executor(resolve, (reason) => reject(locate(reason))));
  leave(made);
  return new.target === Given ? made : setPrototypeOf(made, new.target.prototype);
} };
setPrototypeOf(Given, Promised);
defineProperty(Given, 'prototype', { value: Promised.prototype, writable: false });
for (const name of ['all', 'allSettled', 'any', 'race', 'reject', 'resolve']) {
  const made = own(Promised[name]);
  defineProperty(Given, name, { value: { [name](what) {
    if (name === 'reject') locate(what);
    if (this !== Given) return made(this, what);
    return name === 'resolve' ? made(Promised, what) : leave(made(Promised, what));
  } }[name] });
}
globalThis.Promise = Given;
const { prototype: stepwise } = getPrototypeOf(async function* () {});
for (const name of ['next', 'return', 'throw']) {
  const step = own(stepwise[name]);
  defineProperty(stepwise, name, { value: { [name](value) { return leave(step(this, value)); } }[name] });
}
defineProperty(globalThis, take, { value: (coroutine) => leave(coroutine()) });

/** What failed and was left alone, in the order in which it did. */
function unheard() {
  let all = '';
  const add = (said) => { all += (all && ',') + said; };
  forEach(failed, (said, promise) => { if (has(left, promise)) add(said); });
  forEach(idle, ({ op, stack }) =>
    add(stringify({ name: 'TypeError', message: op + ' was not awaited.', stack, fault: null })));
  return '[' + all + ']';
}

const waiting = create(null);
function wait(id) {
  return leave(new Promised((resolve, reject) => { waiting[id] = { resolve, reject }; }));
}

function wake(text) {
  const { id, value, error } = parse(text);
  const { resolve, reject } = waiting[id];
  delete waiting[id];
  if (error) reject(failure(error));
  else resolve(revive(value));
}

function describe(thrown) {
  let name = 'Error';
  let message = 'It threw something that has no text.';
  let stack = '';
  let fault = null;
  try {
    if (isFailure(thrown)) {
      name = thrown.name + '';
      message = thrown.message + '';
      stack = thrown.stack + '';
      fault = thrown[FAULT] ?? null;
    } else {
      name = table.thrown;
      message = 'something that has no text';
      stack = thrown === bare.thrown ? bare.stack : '';
      message = typeof thrown === 'object' && thrown !== null ? stringify(thrown, odd) : thrown + '';
    }
  } catch {}
  return stringify({ name, message, stack, fault });
}

const quantities = create(null);
for (const dimension of keys(table.quantities)) {
  const { name, as } = table.quantities[dimension];
  const Quantity = { [name]: class {
    #value;
    #text;
    constructor(value, text) { this.#value = value; this.#text = text; freeze(this); }
    valueOf() { return this.#value; }
    toString() { return this.#text; }
    toJSON() { return { $q: dimension, v: this.#value, t: this.#text }; }
  } }[name];
  for (const property of keys(as)) {
    const factor = as[property];
    defineProperty(Quantity.prototype, property, { get() { return this.valueOf() / factor; } });
  }
  setPrototypeOf(Quantity.prototype, absent(name));
  freeze(Quantity.prototype);
  quantities[dimension] = Quantity;
}

const things = create(null);
for (const kind of keys(table.things)) {
  const { has, can, awaits } = table.things[kind];
  const named = has.includes('name');
  const Thing = { [kind]: class {
    #id;
    constructor(id) { this.#id = id; freeze(this); }
    static idOf(of) { return of.#id; }
    static knows(of) { return typeof of === 'object' && of !== null && #id in of; }
    toString() { return named ? call(kind + '.name', this.#id, []) : kind + ' ' + this.#id; }
    toJSON() { return { $ref: kind, id: this.#id, name: this.toString() }; }
  } }[kind];
  const { idOf, knows } = Thing;
  delete Thing.idOf;
  delete Thing.knows;
  delete Thing.prototype.constructor;
  for (const property of has) {
    defineProperty(Thing.prototype, property, {
      enumerable: true,
      get() { return call(kind + '.' + property, idOf(this), []); },
    });
  }
  for (const verb of can) {
    defineProperty(Thing.prototype, verb, {
      enumerable: true,
      value(...args) {
        if (!knows(this)) throw new TypeFailure(verb + ' was called without its ' + kind + '.');
        return call(kind + '.' + verb, idOf(this), args);
      },
    });
  }
  if (awaits) {
    defineProperty(Thing.prototype, 'then', {
      value(resolve, reject) { return call(kind + '.then', idOf(this), []).then(resolve, reject); },
    });
  }
  setPrototypeOf(Thing.prototype, absent(kind));
  freeze(Thing.prototype);
  things[kind] = { Thing, idOf, knows, known: create(null) };
}

function thing(kind, id) {
  const { Thing, known } = things[kind];
  return (known[id] ??= new Thing(id));
}

const api = create(null);
for (const name of table.functions) api[name] = (...args) => call(name, 0, args);
for (const name of keys(table.constants)) api[name] = thing(table.constants[name], 0);
for (const name of table.errors) api[name] = failures[name];
for (const name of keys(table.helpers)) {
  const { dimension, unit, factor } = table.helpers[name];
  api[name] = (amount) => {
    if (typeof amount !== 'number' || !isFinite(amount)) throw new TypeFailure(name + '() takes a number.');
    return new quantities[dimension](round(amount * factor), amount + ' ' + unit);
  };
}
for (const name of keys(api)) freeze(api[name]);

const refuse = (why) => () => { throw new TypeFailure(why); };
Math['random'] = refuse('Chance comes from the seed: import random from switchover.');
const noCode = refuse('A script cannot make code from text.');
for (const each of [function () {}, async function () {}, function* () {}, async function* () {}]) {
  defineProperty(getPrototypeOf(each), 'constructor', { value: noCode });
}
for (const name of ['eval', 'Function', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics']) {
  delete globalThis[name];
}
keep(wake, describe, unheard);
return api;
`;

let source = '';

/** Source of the module: always the same. */
export function moduleSource(): string {
  source ||= `${guards()}const api = ((table) => {${INSIDE}})(${JSON.stringify(table())});
${exportedNames()
  .map((name) => `export const ${name} = api.${name};`)
  .join('\n')}
`;
  return source;
}

/** Everything that can be imported. */
export const exportedNames = (): string[] => [
  ...Object.keys(FUNCTIONS),
  ...Object.keys(CONSTANTS),
  ...Object.keys(HELPERS),
  ...Object.keys(ERRORS),
];
