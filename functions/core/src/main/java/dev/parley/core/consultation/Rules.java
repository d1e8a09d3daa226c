package dev.parley.core.consultation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What everybody can do with a consultation at an instant: pure functions of how it stands. What a
 * command does and whether it is allowed is one and the same code.
 */
public final class Rules {
  private final Situation it;

  private Rules(Situation situation) {
    this.it = situation;
  }

  /** Decides a command, or refuses it. */
  public static Step decide(Situation situation, Command command) {
    return new Rules(situation).step(command);
  }

  /** What an actor can do now. */
  public static Set<Command.Name> allowed(Situation situation) {
    Set<Command.Name> allowed = EnumSet.noneOf(Command.Name.class);
    for (Command probe : Probes.of(situation)) {
      if (isAllowed(situation, probe)) {
        allowed.add(probe.name());
      }
    }
    return allowed;
  }

  private static boolean isAllowed(Situation situation, Command probe) {
    try {
      decide(situation, probe);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** The first step: a client asks. */
  static Step request(Wish wish, ConsultationPolicy policy, Instant now) {
    Agreeing.requireFuture(wish, now);
    return Step.to(
        Event.REQUESTED, new Stage.Requested(wish, 0, now.plus(policy.requestLifetime())));
  }

  private Step step(Command command) {
    return switch (it.stage()) {
      case Stage.Requested stage -> new Agreeing(it).requested(stage, command);
      case Stage.Offered stage -> new Agreeing(it).offered(stage, command);
      case Stage.Agreed stage -> new Paying(it).agreed(stage, command);
      case Stage.Paid stage -> new Working(it).paid(stage, command);
      case Stage.Open stage -> new Working(it).open(stage, command);
      case Stage.Closed stage -> new Claiming(it).closed(stage, command);
      case Stage.Disputed stage -> new Claiming(it).disputed(stage, command);
      case Stage.Completed stage -> new Claiming(it).completed(stage, command);
      case Stage.Over _ -> throw over(command);
    };
  }

  private static Refused over(Command command) {
    return switch (command) {
      case Command.Propose _,
          Command.Revise _,
          Command.Decline _,
          Command.Agree _,
          Command.Cancel _,
          Command.Pay _,
          Command.Close _,
          Command.Accept _,
          Command.Claim _,
          Command.Withdraw _,
          Command.Concede _,
          Command.Resolve _,
          Command.Refund _,
          Command.Wake _ ->
          wrongStage();
    };
  }

  static Refused wrongStage() {
    return Refused.of(
        Code.WRONG_STAGE, "The consultation has come to a stage that has no such command for you.");
  }
}
