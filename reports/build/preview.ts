import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ClienteleError } from '../../warehouse/index.ts';

export interface Preview {
  readonly address: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
};

const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.csv']);

/** The file an address means, or undefined when it lies outside the folder or is not there. */
function fileOf(folder: string, address: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
  if (!file.startsWith(folder + path.sep) || name.includes('\0')) return undefined;
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/**
 * Serves a built site on 127.0.0.1 until closed.
 * @throws ClienteleError `site-missing` when the folder holds no site
 */
export async function previewSite(folder: string, port = 0): Promise<Preview> {
  const root = path.resolve(folder);
  if (!fs.existsSync(path.join(root, 'index.html')))
    throw new ClienteleError('site-missing', `no site in ${root}; run clientele site build first`);
  const server = http.createServer((request, response) => {
    const file =
      request.method === 'GET' || request.method === 'HEAD' ? fileOf(root, request.url ?? '/') : undefined;
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
      return;
    }
    const extension = path.extname(file);
    const zip =
      compressed.has(extension) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const plain = fs.readFileSync(file);
    const body = zip ? gzipSync(plain) : plain;
    response.writeHead(200, {
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      ...(zip ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ClienteleError('port-taken', `port ${port} is taken; choose another with --port`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
