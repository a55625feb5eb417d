// The number of quads of a JSON-LD file, and the SHA-256 of its canonical N-Quads (RDFC-1.0).
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const jsonld = require("jsonld");

const offline = (url) => { throw new Error(`${url} would be fetched`); };

jsonld.canonize(JSON.parse(readFileSync(process.argv[2])), {
  algorithm: "RDFC-1.0", format: "application/n-quads", safe: true, documentLoader: offline,
}).then((lines) => {
  console.log(lines.split("\n").length - 1, createHash("sha256").update(lines).digest("hex"));
}).catch((error) => { console.error(error); process.exit(1); });
