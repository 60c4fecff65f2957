import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.gf.model.GFModelParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.*;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads one path a line on standard input; answers each with its failures, one a line, and then an empty
 * line. The profiles are read with DOM, since the jar holds them but not the JAXB classes meant to.
 */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles = List.of(read("PDFUA-1"), read("PDFA-2A"));
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            for (ValidationProfile profile : profiles) {
                failures(new File(path), profile).forEach(System.out::println);
            }
            System.out.println();
            System.out.flush();
        }
    }

    private static List<String> failures(File file, ValidationProfile profile) {
        List<String> found = new ArrayList<>();
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (var document = GFModelParser.createModelWithFlavour(file, flavour);
                var validator = ValidatorFactory.createValidator(profile)) {
            for (TestAssertion failed : validator.validate(document).getTestAssertions()) {
                RuleId rule = failed.getRuleId();
                found.add(oneLine(flavour + " " + rule.getClause() + "-" + rule.getTestNumber() + ": "
                        + failed.getMessage() + " at " + failed.getLocation().getContext()));
            }
        } catch (Exception | LinkageError problem) {
            found.add(oneLine(flavour + " could not be checked: " + problem));
        }
        return found;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static ValidationProfile read(String name) throws Exception {
        try (InputStream stream = GFModelParser.class.getResourceAsStream(
                "/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Element profile = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream)
                    .getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : children(profile, "rule")) {
                Element id = children(rule, "id").get(0);
                List<ErrorArgument> values = new ArrayList<>();
                for (Element argument : children(rule, "argument")) {
                    values.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
                }
                rules.add(Profiles.ruleFromValues(
                        Profiles.ruleIdFromValues(
                                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                        rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")),
                        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                        Profiles.errorFromValues(text(rule, "message"), values), List.of()));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : children(profile, "variable")) {
                variables.add(Profiles.variableFromValues(
                        variable.getAttribute("name"), variable.getAttribute("object"),
                        text(variable, "defaultValue"), text(variable, "value")));
            }
            return Profiles.profileFromValues(PDFAFlavour.valueOf(profile.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
        }
    }

    private static List<Element> children(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    private static String text(Element parent, String tag) {
        return children(parent, tag).get(0).getTextContent();
    }
}
