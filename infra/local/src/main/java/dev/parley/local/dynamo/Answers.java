package dev.parley.local.dynamo;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Cuts the connection instead of sending an answer that is to be lost. */
final class Answers extends Handler.Wrapper {
  private final FaultInjection faults;

  Answers(Handler engine, FaultInjection faults) {
    super(engine);
    this.faults = faults;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(request, new Losing(request, response), callback);
  }

  /** An answer that may be lost. */
  private final class Losing extends Response.Wrapper {
    Losing(Request request, Response wrapped) {
      super(request, wrapped);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      if (faults.losesAnswer()) {
        getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("the answer is lost on purpose"));
      } else {
        super.write(last, content, callback);
      }
    }
  }
}
