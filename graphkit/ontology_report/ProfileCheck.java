import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.util.SimpleIRIMapper;

/**
 * Prints what takes an ontology and all it imports outside OWL 2 DL and RL, one violation a line; exit code 1 if anything does.
 * The first argument is the file to check; each further pair is an ontology IRI and the file that stands for it.
 */
class ProfileCheck {
    public static void main(String[] arguments) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            IRI file = IRI.create(new File(arguments[i + 1]));
            manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(arguments[i]), file));
        }
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        boolean conforms = true;
        for (Profiles profile : new Profiles[] {Profiles.OWL2_DL, Profiles.OWL2_RL}) {
            for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
                System.out.println(profile + "\t" + violation);
                conforms = false;
            }
        }
        System.out.println("ontologies\t" + manager.ontologies().count());
        System.out.println("axioms\t" + manager.ontologies().mapToInt(each -> each.getAxiomCount()).sum());
        System.exit(conforms ? 0 : 1);
    }
}
