package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.TimeToLiveDeletionJobScheduler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local itself, put together from its parts, because the deleter of expired items that it
 * comes with goes by the system's time and deletes within seconds; ours is {@link Expiry}.
 */
final class Engine {
  /** The name that DynamoDB Local gives the file of a database that all credentials share. */
  private static final String FILE = "shared-local-instance.db";

  private final LocalDBAccess database;
  private final AmazonDynamoDBLocal tables;

  private Engine(LocalDBAccess database, AmazonDynamoDBLocal tables) {
    this.database = database;
    this.tables = tables;
  }

  /**
   * @param data folder that keeps the tables; in memory when empty
   * @param threads where its jobs run
   */
  static Engine open(Optional<Path> data, ThreadGroup threads) {
    LocalDBAccess database =
        data.map(it -> new SQLiteDBAccess(it.toAbsolutePath().resolve(FILE).toString()))
            .orElseGet(SQLiteDBAccess::new);
    return new Engine(
        database, new LocalDBClient(database, new JobsRegister(new Jobs(threads), false)));
  }

  AmazonDynamoDBLocal tables() {
    return tables;
  }

  LocalDBAccess database() {
    return database;
  }

  /** Runs all jobs of the engine but one. */
  private static final class Jobs extends ThreadPoolExecutor {
    Jobs(ThreadGroup threads) {
      super(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          job -> {
            Thread thread = new Thread(threads, job);
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    public java.util.concurrent.Future<?> submit(Runnable job) {
      return super.submit(job instanceof TimeToLiveDeletionJobScheduler ? () -> {} : job);
    }
  }
}
