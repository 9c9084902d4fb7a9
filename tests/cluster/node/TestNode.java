import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node, given its folder and its name. It ends when its standard input does, that is with the tests
 * that started it, however they end, and takes the folder of all nodes with it.
 */
public class TestNode extends Node {
  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          PainlessPlugin.class,
          ReindexPlugin.class,
          ParentJoinPlugin.class);

  TestNode(Environment environment) {
    super(environment, PLUGINS, true);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    String name = arguments[1];
    Thread end = new Thread(() -> endWithInput(home));
    end.setDaemon(true);
    end.start();
    Map<String, String> places = Map.of("path.home", home.toString(), "node.name", name);
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(Settings.EMPTY, places, home.resolve("config"), () -> name);
    LogConfigurator.configure(environment);
    new TestNode(environment).start();
    Thread.currentThread().join();
  }

  private static void endWithInput(Path home) {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException closed) {
      // As good as the end.
    }
    // Nothing of a test is worth an orderly end. Others still write there, until they have seen it too.
    for (int times = 0; times < 50 && Files.exists(home.getParent()); times++) {
      delete(home.getParent());
      try {
        Thread.sleep(100);
      } catch (InterruptedException never) {
        break;
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void delete(Path folder) {
    try (Stream<Path> every = Files.walk(folder)) {
      for (Path path : every.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | RuntimeException changed) {
      // Somebody still writes there.
    }
  }
}
