/**
 * S3 behind the core's ports for files, evidence and reports: keys, signed forms and links, and
 * what its errors mean.
 */
package dev.parley.lambda.bucket;
