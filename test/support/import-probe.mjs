/** Run as a process of its own: imports a bundle and prints what its code did meanwhile, one deed a line. */

import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { pathToFileURL } from 'node:url';

const bundle = process.argv[2];
const deeds = new Set();
// Only what the bundle's own code does: packages it imports, and node itself, stand in other files.
const note = (deed) => {
  if (new Error().stack?.includes(bundle)) deeds.add(deed);
};

const watch = (object, name, names) => {
  for (const method of names) {
    const original = object[method];
    object[method] = function (...given) {
      note(`${name}.${method}`);
      return Reflect.apply(original, this, given);
    };
  }
};
const functionsOf = (object) =>
  Object.keys(object).filter((name) => typeof object[name] === 'function' && !/^[A-Z_]/.test(name));

watch(fs, 'fs', functionsOf(fs));
watch(fs.promises, 'fs.promises', functionsOf(fs.promises));
watch(http, 'http', ['request', 'get', 'createServer']);
watch(https, 'https', ['request', 'get', 'createServer']);
watch(net, 'net', ['connect', 'createConnection', 'createServer']);
watch(globalThis, 'globalThis', ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
watch(process, 'process', ['on', 'once', 'cwd']);
watch(console, 'console', ['log', 'info', 'warn', 'error', 'debug']);
syncBuiltinESMExports();
process.env = new Proxy(process.env, {
  get: (environment, name) => {
    note(`process.env.${String(name)}`);
    return environment[name];
  },
  ownKeys: (environment) => {
    note('process.env');
    return Reflect.ownKeys(environment);
  },
});

const globalsBefore = Object.getOwnPropertyNames(globalThis);
const handlesBefore = process.getActiveResourcesInfo().length;
await import(pathToFileURL(bundle).href);
// The loader's own files are closed a little later on a busy machine.
for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
if (process.getActiveResourcesInfo().length > handlesBefore) deeds.add('an open handle');
for (const name of Object.getOwnPropertyNames(globalThis)) {
  // zod, of whichever copy, keeps its settings in globals of its own name.
  if (!globalsBefore.includes(name) && !name.startsWith('__zod_')) deeds.add(`globalThis.${name}`);
}
process.stdout.write([...deeds].join('\n'));
