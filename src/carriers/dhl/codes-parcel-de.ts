/** Parcel Germany: the two letters of an event, and the finer codes beneath. */

import { defineCodeTable, rowsByMeaning } from '../../normalization/code-table.ts';

/** Standard events. */
export const dhlParcelDe = defineCodeTable({
  id: 'dhl.parcel_de',
  source: 'DHL: Shipment Tracking Unified, status list, parcel-de',
  rows: {
    AA: 'package_departed',
    AE: 'package_accepted',
    AN: 'information_received:collection_failed',
    BV: 'delayed',
    DD: '-',
    EE: 'package_arrived',
    ES: 'package_accepted',
    GT: '-',
    LA: 'package_held',
    NB: 'package_processing',
    PO: 'package_processing',
    VA: 'information_received',
    ZF: 'pickup_available',
    ZN: 'delivery_attempted',
    ZO: 'package_processing:customs_processing',
    ZU: 'delivered',
  },
});

/** `ICE+RIC/event`: what happened, why, and the standard event it counts as, which may belie it. */
export const dhlParcelDeDetails = defineCodeTable({
  id: 'dhl.parcel_de_detail',
  source: 'DHL Parcel DE Tracking, list of ICE and RIC combinations',
  rows: {
    ...rowsByMeaning({
      '-': `
        ADVIS+DLVDT/DD ADVIS+DLVTM/DD ADVIS+MSGER/DD ADVIS+MSGPC/DD ADVIS+MSGST/DD ADVIS+ORDER/DD ADVIS+PFLOC/DD
        ADVIS+REJCT/DD ADVIS+ROUCR/DD ADVIS+SECDA/DD ADVIS+STBSD/DD ALERT+DLVTM/DD CHECK+SVCHG/BV DLVRD+CODAR/GT
        DLVRD+CODRP/GT PMTCR+NRQRD/GT PMTCS+NRQRD/GT PMTCS+SERPT/GT PURCR+REJCT/DD PURCR+SECPL/DD STORN+NRQRD/DD
      `,
      'address_issue:address_incorrect': `
        ALERT+BDADD/BV EXPHD+BDADD/BV EXPHD+BDADD/PO EXPHD+WRGRI/BV LDEXC+BDADD/PO NTDEL+BDADD/ZN NTDEL+CPUNK/ZN
        NTDEL+WRGPN/ZN NTDEL+WRGRI/ZN
      `,
      'address_issue:recipient_moved': 'NTDEL+MOVED/ZN',
      contact_carrier:
        'EXPHD+MSLBL/BV EXPHD+MSSDT/BV EXPHD+MSSDT/PO NTDEL+MSLBL/ZN NTDEL+MSSDT/ZN NTDEL+SHINF/ZN',
      'contact_carrier:customs_documents_required': 'EXPHD+MSDOC/BV EXPHD+PWMFD/BV',
      delayed: `
        DTNPC+GHSTP/BV DTNPC+NPRPF/BV EXPHD+INCSH/BV EXPHD+NRQRD/BV EXPHD+OTHER/BV EXPHD+UDFPC/BV INFCL+INCSH/LA
        INFCL+INCSH/PO LDEXC+MSDLA/BV LDEXC+MSDLA/PO MVTEX+TCATC/BV NTADT+NPRPF/PO
      `,
      'delayed:carrier_capacity':
        'EXPHD+CAPEX/PO LDEXC+OVRLD/BV NTDEL+CAPEX/ZN NTDEL+CRROT/PO NTDEL+CRROT/ZN NTDEL+DRCRU/ZN',
      'delayed:carrier_mechanical':
        'EXPHD+EQUBF/BV MVTEX+TCHBD/BV MVTEX+TCHBD/PO MVTEX+VHARU/BV NTDEL+TCHBD/ZN',
      'delayed:force_majeure':
        'EXPHD+FRMJR/BV EXPHD+FRMJR/PO MVDEX+FRMJR/BV MVTEX+FRMJR/BV MVTEX+FRMJR/PO NTDEL+FRMJR/ZN',
      'delayed:missorted': `
        EXPHD+STPRB/BV MSRTD+CRRCS/BV MSRTD+CRRFN/BV MSRTD+CRRFN/PO MSRTD+NRQRD/BV MSRTD+NRQRD/PO MSRTD+NRQRD/ZN
        MSRTD+WRGTR/BV NTDEL+NTIHU/ZN NTDEL+WRGTR/ZN
      `,
      delivered: `
        DLVRD+ACCPT/ZU DLVRD+AGENT/ZU DLVRD+DIDLV/ZU DLVRD+FAMLY/ZU DLVRD+OTHER/ZU DLVRD+PCKAD/ZU DLVRD+POBOX/ZU
        DLVRD+SERPT/ZU DLVRD+SPOUS/ZU DLVRD+WINPL/ZU
      `,
      'delivered:collected_by_recipient': 'DLVRD+ACCPK/ZU',
      'delivered:delivered_damaged': 'DLVRD+ACCDM/ZU',
      'delivered:delivered_in_part': 'DLVRD+ACCSI/ZU',
      'delivered:delivered_safe_place': 'DLVRD+PKBOX/ZU DLVRD+SECPL/ZU',
      'delivered:delivered_to_neighbor': 'DLVRD+NGHBR/ZU',
      delivery_attempted: `
        DLVRF+CROAT/ZN DLVRF+NEXCH/ZN LDEXC+MSDLA/ZN LDTMV+SECDA/ZN NTDEL+CTCST/ZN NTDEL+MSDOC/ZN NTDEL+OTHER/ZN
        NTDEL+OTHRE/ZN NTDEL+PCKST/ZN NTDEL+SECDA/ZN NTDEL+SERPT/ZN
      `,
      'delivery_attempted:business_closed': 'NTDEL+CLOSD/ZN NTDEL+HLDAY/ZN',
      'delivery_attempted:identity_check_failed':
        'NTDEL+AGNEG/ZN NTDEL+CTCNI/ZN NTDEL+IDDMG/ZN NTDEL+IDNEG/ZN',
      'delivery_attempted:payment_due': 'DLVRF+TRPMT/ZN NTDEL+TRPMT/ZN',
      'delivery_attempted:recipient_unavailable': 'NTDEL+CNCNR/ZN NTDEL+NHOME/ZN',
      delivery_rescheduled: 'INFCL+HNDCA/LA INFCL+HNDCA/PO',
      delivery_scheduled: 'INFCL+DLVDT/LA',
      information_received: 'PARCV+NRQRD/VA PURCR+BOOKN/VA PURCR+NRQRD/VA PURCR+OTHER/BV',
      'information_received:collection_failed': `
        NTPUP+BDADD/AN NTPUP+CLOSD/AN NTPUP+CLRTE/AN NTPUP+CPUNK/AN NTPUP+CRROT/AN NTPUP+DMGED/AN NTPUP+GDNMS/AN
        NTPUP+GDNRD/AN NTPUP+NAGTB/AN NTPUP+NHOME/AN NTPUP+NPYMT/AN NTPUP+NTHND/AN NTPUP+NTHNG/AN NTPUP+OTHER/AN
        NTPUP+SPCNR/AN NTPUP+TRPMT/AN NTPUP+WRGTR/AN PURCR+BDADD/BV
      `,
      'other:cancelled_by_shipper': 'CANCL+NRQRD/BV',
      out_for_delivery: 'LDTMV+MVMTV/PO LDTMV+PCKST/PO LDTMV+SECDA/PO LDTMV+SERPT/PO',
      package_accepted: `
        LDTMV+SERPT/ES PCKDU+PFLOC/AE PCKDU+PKBOX/AE PCKDU+PKBOX/ES PCKDU+PUBCR/AE PCKDU+WINPL/AE SHRCU+NRQRD/ES
        SHRCU+PCKST/ES SHRCU+SERPT/ES SRTED+NRQRD/AE SRTED+NRQRD/ES
      `,
      package_arrived: `
        INFCL+FWEXH/BV INFCL+OARRV/BV MVARR+NRQRD/EE MVARR+NRQRD/PO SRTED+FWAPS/EE SRTED+FWEXH/EE SRTED+FWEXP/EE
        ULFMV+OARRV/EE ULFMV+OARRV/NB ULFMV+UNLDD/EE ULFMV+UNLDD/PO
      `,
      'package_damaged:damaged': `
        DLVRF+DMGED/ZN DMGDS+CSDOC/BV DMGDS+CTCST/BV DMGDS+DMGED/BV DMGDS+DMGPC/BV DMGDS+LDMGD/AA DMGDS+LDMGD/BV
        DMGDS+LDMGD/EE DMGDS+NRQRD/BV DMGDS+PUDMG/BV EXPHD+DMGED/BV EXPHD+DMGPC/BV EXPHD+DMPHD/BV NTDEL+DMGED/ZN
        REPCK+DMGPC/BV
      `,
      package_departed: `
        LDTMV+FWEXH/AA LDTMV+MVMTV/AA LDTMV+NRQRD/AA LDTMV+SERPT/ZF MVDPT+NRQRD/AA REPCK+MVMTV/AA SRTED+FWAPS/AA
        SRTED+FWEXH/AA SRTED+FWEXP/AA
      `,
      'package_disposed:destroyed': `
        DSPSD+BDADD/ZU DSPSD+CLREF/BV DSPSD+CNCNR/ZU DSPSD+CRQST/BV DSPSD+CSREQ/ZN DSPSD+DMGED/BV DSPSD+DMGED/ZU
        DSPSD+DMGPC/BV DSPSD+FRMJR/ZU DSPSD+FSCCH/BV DSPSD+GDNMS/ZU DSPSD+MOVED/ZU DSPSD+MSLBL/BV DSPSD+NRQRD/BV
        DSPSD+NTCLM/ZU DSPSD+NTORD/ZU
      `,
      package_forwarded:
        'FWDCF+SERPT/PO OFWRD+CNCNR/BV OFWRD+CRRFN/AA OFWRD+CRRFN/EE OFWRD+NRQRD/PO OFWRD+PBNBR/PO',
      'package_forwarded:handed_to_partner':
        'HNDDE+SERPT/LA HNDDE+SERPT/PO HNDDE+SERPT/ZF HNDND+CUSTM/ZO TRBCR+NRQRD/BV',
      'package_forwarded:redirected_by_recipient': `
        OFWRD+CNRFW/ZN OFWRD+CRFRD/PO OFWRD+CSREQ/PO OFWRD+RDRCR/AA OFWRD+RDRCR/AN OFWRD+RDRCR/PO OFWRD+RDRCR/ZN
        OFWRD+RDRDO/PO OFWRD+RDRDO/ZN ROUCR+PKBOX/PO
      `,
      package_held: `
        ADVIS+STBSD/ZN EXPHD+FFTCH/BV EXPHD+GDNMS/BV EXPHD+INSPT/BV EXPHD+STBSD/BV INFCL+CTCST/LA INFCL+HLDSR/LA
        INFCL+NRQRD/LA INFCL+SERPT/LA SECHK+INSPT/BV
      `,
      'package_held:business_closed': 'INFCL+HLDAY/LA',
      'package_held:customs_held':
        'EXPHD+CLREF/ZF EXPHD+CLREF/ZO HLDCP+NORSN/ZO HLDCU+NORSN/BV HLDCU+NORSN/ZO',
      'package_held:payment_due': 'EXPHD+TRPMT/BV',
      'package_held:rescheduled_by_recipient': 'INFCL+CSREQ/LA INFCL+CSREQ/PO',
      'package_lost:lost': 'EXPHD+LOSTX/BV RCCLS+LOSTX/ZN',
      package_processed: 'SRTED+FWEXH/NB SRTED+NRQRD/NB SRTED+NRQRD/PO',
      'package_processed:customs_cleared': 'RSDCP+FWEXH/ZO RSDCP+OARRV/ZO',
      package_processing: `
        ASMVT+NRQRD/NB LDTHU+NRQRD/NB LDTMV+FWEXH/NB LDTMV+MVMTV/NB PBNDT+NDRFC/BV PBNDT+NDRFN/BV PBNDT+NORSN/BV
        RELBL+NRQRD/BV RELBL+PLDMG/PO RELBL+PPQLT/PO REPCK+LDMGD/PO REPCK+NRQRD/BV REPCK+RDRDO/BV REPCK+WRGRI/BV
        SECHK+CCPSD/BV SECHK+DGCPS/BV SECHK+NRQRD/BV
      `,
      'package_processing:customs_processing':
        'ICPRC+FWEXH/ZO ICPRC+NRQRD/ZO ICPRC+OARRV/ZO ITBAR+CSTBA/ZO ITBAR+FWEXH/ZO ITBAR+OARRV/ZO',
      'package_unclaimed:not_collected': 'NTDEL+NTCCN/ZN RETRN+NTCCN/ZN',
      package_undeliverable: 'NTDEL+NAGTB/ZN NTDEL+UDLVR/ZN',
      'package_undeliverable:refused': 'DLVRF+NTORD/ZN DLVRF+OTHER/ZN DLVRF+SHNCP/ZN NTDEL+RFUSD/ZN',
      'package_undeliverable:security_seized': 'CNFSC+LEGAT/BV',
      pickup_available: `
        CNRFC+HDFCT/LA CNRFC+HDFCT/ZF CNRFC+NRQRD/ZF CNRFC+SERPT/ZF HLDCC+HDFCT/LA HLDCC+HDFCT/ZF HLDCC+NTCCN/ZF
        HLDCC+SERPT/LA HLDCC+SERPT/PO HLDCC+SERPT/ZF
      `,
      'pickup_available:at_locker': 'CNRFC+PCKST/ZF HLDCC+LDPCK/LA',
      'return_to_sender:return_in_transit': `
        EXPHD+RTTSP/BV EXPHD+RTTSP/ZN NTDEL+RSEXW/ZN OFWRD+RTSCR/AA OFWRD+RTSCR/BV OFWRD+RTSCR/EE OFWRD+RTSCR/PO
        OFWRD+RTSCR/ZN OFWRD+RTSSA/ZN RETRN+BDADD/ZN RETRN+CLREF/ZO RETRN+CNCNR/ZN RETRN+CSREQ/ZN RETRN+DMGED/ZN
        RETRN+DMGPC/BV RETRN+FRMJR/ZN RETRN+FSCCH/BV RETRN+GDNMS/BV RETRN+INSPF/ZO RETRN+MOVED/ZN RETRN+MSDLA/ZN
        RETRN+MSSDT/ZN RETRN+NAGTB/BV RETRN+NAGTB/ZN RETRN+NEXCH/ZN RETRN+NHOME/ZN RETRN+NTORD/ZN RETRN+OTHER/ZN
        RETRN+RFUSD/ZN RETRN+RTSCR/ZN RETRN+RTSSA/ZN RETRN+UDFPC/BV RETRN+WRGDT/ZN RETRN+WRGID/ZN RETRN+WRGTR/ZN
      `,
    }),
    'DLVRD+CODRP/ZU': { means: '-', why: 'The money is delivered, not the parcel.' },
    'DLVRD+CUSTM/ZU': {
      means: 'package_held:customs_held',
      why: 'The customs office has it, not its recipient.',
    },
    'DLVRD+HNDTC/ZU': {
      means: 'package_forwarded:handed_to_partner',
      why: 'Another carrier has it and has yet to deliver it.',
    },
    'MVARR+NRQRD/ZU': {
      means: 'package_arrived',
      why: 'A vehicle that arrives hands nothing over; a delivery has a code of its own.',
    },
    'RCCLS+GHSTP/BV': { means: '-', why: 'An entry in the books about a parcel nobody has seen.' },
  },
});
