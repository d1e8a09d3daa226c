/** S3 behind the core's port for files: keys, signed forms and links, and what its errors mean. */
package dev.parley.lambda.bucket;
