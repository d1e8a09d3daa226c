/** S3 on a folder: objects, presigned URLs, browsers' form uploads by policy, and CORS. */
package dev.parley.local.bucket;
