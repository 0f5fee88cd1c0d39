/**
 * Holds requests and responses against an OpenAPI file of version 3 or 2, strictly: a field the file doesn't name is a finding.
 * Used with the carriers' own files, which stand beside the checkout.
 */

import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

export type WireRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type OpenApi = {
  /** What is wrong with a request; empty where the file agrees. */
  inRequest(request: WireRequest): string[];
  /** What is wrong with the JSON answer to a request. */
  inResponse(request: Pick<WireRequest, 'method' | 'url'>, status: number, body: unknown): string[];
  /** What is wrong with a value of one of the file's named schemas. */
  inSchema(name: string, value: unknown): string[];
};

type Json = Readonly<Record<string, unknown>>;
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
  readonly enum?: readonly string[];
};
/** Version 2 has the schema where version 3 has content types. */
type Answer = { readonly content?: Content; readonly schema?: Json };
type Content = Readonly<Record<string, { readonly schema?: Json }>>;
type Reference = { readonly $ref: string };
type Operation = {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, Answer>>;
};
type Document = {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly parameters?: Readonly<Record<string, Parameter>> };
  /** The named schemas of version 2. */
  readonly definitions?: Json;
};

/** Reads a file of the folder `specs` beside the checkout. */
export function readOpenApi(fileName: string): OpenApi {
  const document: Document = readSpec(fileName);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(strictly(document), 'file');
  const compiled = new Map<string, ValidateFunction>();

  const inJson = (schema: Json | undefined, value: unknown): string[] => {
    if (schema === undefined) return [];
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(inFile(strictly(schema)));
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, message, params }) => {
      const place = instancePath.slice(1).replaceAll(/\d+/g, '*').replaceAll('/', '.');
      const field = keyword === 'additionalProperties' ? ` ${params['additionalProperty']}` : '';
      return `${place}: ${message}${field}`;
    });
  };

  return {
    inSchema: (name, value) =>
      inJson({ $ref: `${document.definitions ? '#/definitions' : '#/components/schemas'}/${name}` }, value),
    inRequest(request) {
      const found = operationFor(document, request);
      if (found === undefined)
        return [`${request.method} ${new URL(request.url).pathname}: no such operation`];
      return [
        ...inParameters(parametersOf(document, found), request),
        ...inRequestBody(found, request, inJson),
      ];
    },
    inResponse(request, status, body) {
      const found = operationFor(document, request);
      if (found === undefined)
        return [`${request.method} ${new URL(request.url).pathname}: no such operation`];
      const listed = found.responses[status];
      if (listed) return inJson(jsonSchema(listed), body);
      // Refusals of one API look alike: those the file doesn't list are held against one it does.
      const alike = found.responses['400'] ?? found.responses['500'];
      return [`status ${status} is not listed`, ...inJson(jsonSchema(alike), body)];
    },
  };
}

/** A file of that folder as it is. */
export function readSpec(fileName: string): ReturnType<typeof parse> {
  const url = new URL(`../../../shared/specs/${fileName}`, import.meta.url);
  // Tabs are no YAML; one of the files has some in a default value.
  return parse(readFileSync(url, 'utf8').replaceAll('\t', ' '));
}

/** Every field of a value with its type, elements of lists alike. */
export function shapeOf(value: unknown, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set([`${path}: ${typeof value}`]);
  const children = Object.entries(value).map(([key, child]) => {
    const name = Array.isArray(value) ? '*' : key;
    return [...shapeOf(child, path === '' ? name : `${path}.${name}`)];
  });
  return new Set(children.flat());
}

const jsonSchema = (answer: Answer | undefined): Json | undefined =>
  answer?.content?.['application/json']?.schema ?? answer?.schema;

function operationFor(
  { servers = [], paths = {} }: Document,
  { method, url }: Pick<WireRequest, 'method' | 'url'>,
): Operation | undefined {
  const { pathname } = new URL(url);
  const prefixes = ['', ...servers.map((server) => new URL(server.url).pathname.replace(/\/$/, ''))];
  for (const [template, operations] of Object.entries(paths)) {
    const pattern = template.replaceAll(/\{[^}]+\}/g, '[^/]+');
    if (prefixes.some((prefix) => new RegExp(`^${prefix}${pattern}$`).test(pathname))) {
      return operations[method.toLowerCase()];
    }
  }
  return undefined;
}

/** The operation's parameters, those told by reference looked up. */
const parametersOf = ({ components }: Document, { parameters = [] }: Operation): Parameter[] =>
  parameters.flatMap((parameter) => {
    if (!('$ref' in parameter)) return [parameter];
    const found = components?.parameters?.[parameter.$ref.replace('#/components/parameters/', '')];
    if (found === undefined) throw new Error(`The file has no ${parameter.$ref}.`);
    return [found];
  });

function inParameters(parameters: readonly Parameter[], { url, headers }: WireRequest): string[] {
  const query = Object.fromEntries(new URL(url).searchParams);
  const given: Readonly<Record<string, Readonly<Record<string, string>>>> = { header: headers, query };
  const missing = parameters.flatMap(({ name, in: where, required = false }) => {
    const key = where === 'header' ? name.toLowerCase() : name;
    const values = given[where];
    return required && values && !values[key] ? [`${where} ${name} is missing`] : [];
  });
  const strange = parameters.flatMap(({ name, in: where, enum: allowed }) => {
    const value = given[where]?.[where === 'header' ? name.toLowerCase() : name];
    return allowed && value !== undefined && !allowed.includes(value) ? [`${where} ${name} is ${value}`] : [];
  });
  const known = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const unknown = Object.keys(query).filter((name) => !known.has(name));
  return [...missing, ...strange, ...unknown.map((name) => `query ${name} is not listed`)];
}

function inRequestBody(
  { requestBody }: Operation,
  { headers, body }: WireRequest,
  inJson: (schema: Json | undefined, value: unknown) => string[],
): string[] {
  if (requestBody?.content === undefined) return body === '' ? [] : ['a body is not listed'];
  const type = headers['content-type']?.split(';')[0] ?? '';
  const content = requestBody.content[type];
  if (content === undefined) return [`content type ${type} is not listed`];
  const isForm = type === 'application/x-www-form-urlencoded';
  return inJson(content.schema, isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body));
}

/** The schema with every object closed to what it doesn't name. */
function strictly<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => strictly(item)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, strictly(inner)] as const);
  const isClosable = 'properties' in value && 'type' in value && !('additionalProperties' in value);
  // The same shape as it had, with one more key of JSON Schema.
  return Object.fromEntries(isClosable ? [...entries, ['additionalProperties', false]] : entries) as Value;
}

/** References within the file, told as references into it. */
function inFile(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#', '"$ref":"file#'));
}
